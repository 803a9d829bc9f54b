import { expect, test } from "../fixtures";
import { expectAccessible, openWhole } from "../support/barriers";
import { membersPages, openPages } from "../support/routes";
import { expectFieldError, flashes, saveName } from "../support/steps";
import { addPerson } from "../support/users";

// axe takes about two seconds for each page and colour scheme.
test.describe.configure({ timeout: 180_000 });

test.describe("axe", () => {
  test("finds nothing on a guest's pages", async ({ page }) => {
    for (const path of [...openPages, "/login?next=%2Faccount", "/nowhere"]) {
      await openWhole(page, path);
      await expectAccessible(page, path);
    }
  });

  test("finds nothing on a user's pages", async ({ page, loggedInAs }) => {
    await loggedInAs("Wanda");
    for (const path of membersPages) {
      await openWhole(page, path);
      await expectAccessible(page, path);
    }
  });

  test("finds nothing on a form with errors and on a flash message", async ({
    page,
    loggedInAs,
  }) => {
    await page.goto("/signup");
    await page.getByRole("button", { name: "Sign up" }).click();
    await expectFieldError(page.getByLabel("Name"));
    await expectAccessible(page, "errors");
    await loggedInAs("Wanda");
    await page.goto("/account");
    await saveName(page);
    await expect(flashes(page)).toBeVisible();
    await expectAccessible(page, "flash");
  });
});

test("a keyboard user skips the header and logs in", async ({ page, server }) => {
  const { email, password } = await addPerson(server.databaseUrl, "Xenia");
  await openWhole(page, "/login?next=%2Faccount");
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
  await openWhole(page, "/");
  const light = await background();
  await page.getByRole("radio", { name: "dark" }).check();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.goto("/login", { waitUntil: "commit" });
  await page.waitForSelector("body", { state: "attached" });
  expect(await background()).toBe(dark);
  await page.getByRole("radio", { name: "system" }).check();
  expect(await background()).toBe(light);
});
