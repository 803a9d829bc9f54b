import { expect, test, type Page } from "../fixtures";
import { addPerson } from "../support/users";

const password = (page: Page) => page.getByLabel("Password");
const inputs = (page: Page) => page.locator("input[type=password]");

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a wrong sign-up says what is wrong beside each field and keeps what was typed, but no password", async ({
      page,
    }) => {
      await page.goto("/signup?next=%2Faccount");
      await page.getByLabel("Email").fill("not an address");
      await password(page).fill("short");
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(page.getByLabel("Name")).toHaveAccessibleDescription(
        "Tell us what to call you.",
      );
      await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/like name@example\.com/);
      await expect(password(page)).toHaveAccessibleDescription("Use at least 8 characters.");
      await expect(page.getByLabel("Email")).toHaveValue("not an address");
      await expect(password(page)).toHaveValue("");
      await expect(page).toHaveURL("/signup?next=%2Faccount");
      await page.getByLabel("Name").fill("Nell");
      await page.getByLabel("Email").fill(`nell-${javaScriptEnabled}@example.com`);
      await password(page).fill("  spaces count  ");
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(page).toHaveURL("/account");
      await expect(page.getByRole("link", { name: "Log out" })).toBeVisible();
    });

    test("an address that has an account is told at sign-up, and nothing typed is lost", async ({
      page,
      server,
    }) => {
      const { email } = await addPerson(server.databaseUrl, "Olga");
      await page.goto("/signup");
      await page.getByLabel("Name").fill("Another Olga");
      await page.getByLabel("Email").fill(email.toUpperCase());
      await password(page).fill("a fine sentence");
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/has an account already/);
      await expect(page.getByLabel("Name")).toHaveValue("Another Olga");
    });

    test("an unknown address and a wrong password get the same answer, and a second try works", async ({
      page,
      server,
    }) => {
      const person = await addPerson(server.databaseUrl, "Pia");
      await page.goto("/login");
      for (const [email, typed] of [
        ["nobody@example.com", "whatever it is"],
        [person.email, "not this one"],
      ] as const) {
        await page.getByLabel("Email").fill(email);
        await password(page).fill(typed);
        await page.getByRole("checkbox", { name: "Remember me" }).check();
        await page.getByRole("button", { name: "Log in" }).click();
        await expect(
          page.getByText("The e-mail address or the password is not right."),
        ).toBeVisible();
        await expect(page.getByLabel("Email")).toHaveValue(email);
        await expect(page.getByRole("checkbox", { name: "Remember me" })).toBeChecked();
        await expect(password(page)).toHaveValue("");
      }
      await password(page).fill(person.password);
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page.getByText("Hello, Pia!")).toBeVisible();
      const cookie = (await page.context().cookies()).find(({ name }) => name === "__Host-session");
      expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000 + 30 * 86_400);
    });

    test("a member changes their name, and the header knows at once", async ({
      page,
      loggedInAs,
    }) => {
      await loggedInAs("Rosa");
      await page.goto("/account");
      await page.getByLabel("Name", { exact: true }).fill("Rosa Luxemburg");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.getByRole("navigation", { name: "Account" })).toContainText(
        "Rosa Luxemburg",
      );
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Rosa Luxemburg");
      await page.getByLabel("Name", { exact: true }).fill("   ");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(
        "Tell us what to call you.",
      );
    });

    test("a GET of the logout page logs nobody out, its button does", async ({
      page,
      loggedInAs,
    }) => {
      await loggedInAs("Sam");
      await page.goto("/logout");
      await page.reload();
      await expect(page.getByRole("link", { name: "Account" })).toBeVisible();
      await page.getByRole("button", { name: "Log out" }).click();
      await expect(page.getByText("You are not logged in.")).toBeVisible();
    });
  });
}

test("the first field that is wrong gets the focus", async ({ page }) => {
  await page.goto("/signup");
  await page.getByLabel("Name").fill("Tess");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByLabel("Email")).toBeFocused();
});

test("a password half typed doesn't stay in the document when its page is left", async ({
  page,
}) => {
  await page.goto("/login");
  await password(page).fill("half a secr");
  await page.getByRole("link", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { name: "Sign up" })).toBeVisible();
  await expect(inputs(page)).toHaveCount(1);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  await expect(password(page)).toHaveValue("");
});
