import { expect, test } from "../fixtures";
import { expectAccessible, openLoaded } from "../support/accessibility";
import { openHydrated, recordBrowserErrors } from "../support/console-errors";
import { protectedPages, publicPages } from "../support/routes";
import { expectFieldError, expectGuest, flashes, saveName } from "../support/steps";
import { addUser } from "../support/users";

// axe takes about a second for each page.
test.describe.configure({ timeout: 180_000 });

test.describe("every page hydrates, without errors, policy violations or axe violations", () => {
  test("for a guest", async ({ page }) => {
    const errors = await recordBrowserErrors(page);
    for (const path of [...publicPages, "/login?next=%2Faccount", "/nowhere", "/nowhere.html"]) {
      await openHydrated(page, path);
      await expectAccessible(page, path);
      expect(errors, path).toEqual([]);
    }
    await page.getByRole("link", { name: "Home page" }).click();
    await page.getByRole("link", { name: "Sign up" }).click();
    await page.getByRole("button", { name: "Sign up" }).click();
    await expectFieldError(page.getByLabel("Name"));
    await expectAccessible(page, "a form with errors");
    await page.goBack();
    await page.reload();
    await page.goForward();
    await expect(page.getByRole("button", { name: "Sign up" })).toBeVisible();
    expect(errors).toEqual([]);
  });

  test("for a user", async ({ page, loggedInAs }) => {
    await loggedInAs("Wanda");
    const errors = await recordBrowserErrors(page);
    for (const path of protectedPages) {
      await openHydrated(page, path);
      await expectAccessible(page, path);
    }
    await page.goto("/account");
    await saveName(page, "Wanda the Second");
    await expect(flashes(page)).toBeVisible();
    await expectAccessible(page, "a flash message");
    await page.getByRole("link", { name: "Log out" }).click();
    await page.getByRole("button", { name: "Log out", exact: true }).click();
    await expectGuest(page);
    expect(errors).toEqual([]);
  });
});

test("a keyboard user skips the header and logs in", async ({ page, server }) => {
  const { email, password } = await addUser(server.databaseUrl, "Xenia");
  await openLoaded(page, "/login?next=%2Faccount");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/account");
});

test("a chosen theme is kept and set before the first paint", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await openLoaded(page, "/");
  const light = await background();
  await page.getByRole("radio", { name: "dark" }).check();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.goto("/login", { waitUntil: "commit" });
  await page.waitForSelector("body", { state: "attached" });
  // At once. The stylesheet may still be loading, and blocks the paint.
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  await expect.poll(background).toBe(dark);
  await page.getByRole("radio", { name: "system" }).check();
  expect(await background()).toBe(light);
});
