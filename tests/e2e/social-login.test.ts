import { randomUUID } from "node:crypto";
import { expect, setSessionCookie } from "../fixtures";
import { expectAccessible, openLoaded } from "../support/accessibility";
import { recordBrowserErrors } from "../support/console-errors";
import { recordOf, seconds } from "../support/http";
import { linkIn } from "../support/mail-server";
import { answerProvider, logInWith, test } from "../support/social-login";
import { expectGuest, expectUser, flashes, logOut, submitSignup } from "../support/steps";
import { addUser } from "../support/users";

const newEmail = (): string => `${randomUUID().slice(0, 12)}@example.com`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a provider signs a user up, logs them in and is a fresh proof", async ({
      page,
      oidc,
    }) => {
      const email = newEmail();
      oidc.logInAs({ email, email_verified: true, name: "Ada Lovelace" });
      await logInWith(page, "Test ID", "/signup?next=%2Faccount%2Fsecurity");
      await expect(page).toHaveURL("/account/security");
      await expect(flashes(page, "success")).toContainText("Welcome, Ada Lovelace.");
      await expectUser(page, "Ada Lovelace");
      await logOut(page);
      await logInWith(page, "Test ID");
      await expect(flashes(page, "success")).toContainText("Welcome back, Ada Lovelace.");
      await page.goto("/account/security");
      await expect(page.getByText(email).first()).toBeVisible();
    });

    test("a user links GitHub, and then logs in with it", async ({
      page,
      github,
      mailServer,
      loggedInAs,
    }) => {
      const { email } = await loggedInAs("Cleo");
      const others = { email: newEmail(), primary: true, verified: true };
      github.logInAs({ login: "cleo", emails: [others] });
      await page.goto("/account/security");
      await page.getByRole("link", { name: "Link GitHub" }).click();
      await answerProvider(page, "Allow");
      await expect(page).toHaveURL("/account/security");
      await expect(flashes(page, "success")).toContainText("You can log in with GitHub now.");
      await expect(page.getByRole("link", { name: "Link GitHub" })).toHaveCount(0);
      const mail = await mailServer.mailTo(email, /A way to log in was added/);
      expect(mail.text).toContain("Your GitHub login opens your account");
      await logOut(page);
      await logInWith(page, "GitHub");
      await expectUser(page, "Cleo");
    });

    test("a refused consent is a sentence on the login page, which keeps its target", async ({
      page,
      oidc,
    }) => {
      oidc.logInAs({ email: newEmail(), email_verified: true });
      await page.goto("/login?next=%2Faccount");
      await page.getByRole("link", { name: "Continue with Test ID" }).click();
      await answerProvider(page, "Deny");
      await expect(page).toHaveURL("/login?next=%2Faccount");
      await expect(flashes(page, "error")).toContainText(
        "You did not allow the login with Test ID.",
      );
      await expectGuest(page);
    });
  });
}

test("a provider opens the account whose address its user confirmed while logged in", async ({
  page,
  oidc,
  mailServer,
}) => {
  const user = { name: "Eve", email: newEmail(), password: "a sentence of Eve" };
  await page.goto("/signup");
  await submitSignup(page, user);
  await expectUser(page, "Eve");
  await page.goto(linkIn(await mailServer.mailTo(user.email, /Confirm your address/)));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(flashes(page, "success")).toContainText("is confirmed");
  await logOut(page);
  oidc.logInAs({ email: user.email, email_verified: true, name: "Another name" });
  await logInWith(page, "Test ID");
  await expect(flashes(page, "success")).toContainText("Test ID is linked to your account now.");
  await expectUser(page, "Eve");
  await mailServer.mailTo(user.email, /A way to log in was added/);
});

test("a provider is a fresh proof where the last one is too old", async ({
  page,
  context,
  server,
  github,
}) => {
  const user = await addUser(server.databaseUrl, "Fred");
  const address = { email: newEmail(), primary: true, verified: true };
  github.logInAs({ login: "fred", emails: [address] });
  await setSessionCookie(context, server, recordOf(user));
  await page.goto("/account/security");
  await page.getByRole("link", { name: "Link GitHub" }).click();
  await answerProvider(page, "Allow");
  await expect(flashes(page, "success")).toBeVisible();
  const record = recordOf(user);
  const identity = record.identity && { ...record.identity, provenAt: seconds() - 3600 };
  await setSessionCookie(context, server, { ...record, identity });
  await page.goto("/account/security");
  await expect(page.getByText("Fred, log in again to continue to your account.")).toBeVisible();
  await page.getByRole("link", { name: "Continue with GitHub" }).click();
  await answerProvider(page, "Allow");
  await expect(page).toHaveURL("/account/security");
  await expect(page.getByRole("heading", { name: "Security" })).toBeVisible();
});

test("the pages with providers have no errors and no axe violations", async ({ page, oidc }) => {
  const errors = await recordBrowserErrors(page);
  for (const path of ["/login", "/signup"]) {
    await openLoaded(page, path);
    await expect(page.getByRole("link", { name: "Continue with GitHub" })).toBeVisible();
    await expectAccessible(page, path);
  }
  oidc.logInAs({ email: newEmail(), email_verified: true, name: "Kim" });
  await logInWith(page, "Test ID", "/login?next=%2Faccount%2Fsecurity");
  await expect(page.getByRole("button", { name: "Unlink" })).toBeVisible();
  await expectAccessible(page, "/account/security");
  expect(errors).toEqual([]);
});
