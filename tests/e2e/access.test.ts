import { expect, test } from "../fixtures";
import { barriers, openWhole } from "../support/barriers";
import { membersPages, openPages } from "../support/routes";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });

    test("every page of a guest's is free of barriers that a machine can find", async ({
      page,
    }) => {
      for (const path of [...openPages, "/login?next=%2Faccount", "/nowhere"]) {
        await openWhole(page, path);
        expect(await barriers(page), path).toEqual([]);
      }
    });

    test("every page of a member's is, with a message on show", async ({ page, loggedInAs }) => {
      await loggedInAs("Wanda");
      await page.goto("/account");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.locator("[data-flash]")).toBeVisible();
      expect(await barriers(page), "with a message").toEqual([]);
      for (const path of ["/", ...membersPages, "/login"]) {
        await openWhole(page, path);
        expect(await barriers(page), path).toEqual([]);
      }
    });

    test("a form with faults in it is, too", async ({ page }) => {
      await page.goto("/signup");
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(page.getByText("Tell us what to call you.")).toBeVisible();
      expect(await barriers(page)).toEqual([]);
    });
  });
}

test("somebody with a keyboard alone skips the header and logs in", async ({ page, server }) => {
  const { addPerson } = await import("../support/users");
  const { email, password } = await addPerson(server.databaseUrl, "Xenia");
  await openWhole(page, "/login?next=%2Faccount");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
});

test("a theme that was chosen stays, and never flashes the other one", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await openWhole(page, "/");
  const light = await background();
  await page.getByRole("radio", { name: "dark" }).check();
  const dark = await background();
  expect(dark).not.toBe(light);
  // The first frame of the next page is what the script in its head has made of it.
  await page.goto("/login", { waitUntil: "commit" });
  await page.waitForSelector("body", { state: "attached" });
  expect(await background()).toBe(dark);
  await page.getByRole("radio", { name: "system" }).check();
  expect(await background()).toBe(light);
});
