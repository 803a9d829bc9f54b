import { randomUUID } from "node:crypto";
import { expect } from "../fixtures";
import { answerProvider, logInWith, test } from "../support/social-login";
import { expectGuest, expectUser, flashes, logOut } from "../support/steps";

const newEmail = (): string => `${randomUUID().slice(0, 12)}@example.com`;

test(
  "a provider signs a user up, logs them in and is a fresh proof",
  { tag: "@without-javascript" },
  async ({ page, oidc }) => {
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
  },
);

test(
  "a user links GitHub, and then logs in with it",
  { tag: "@without-javascript" },
  async ({ page, github, mailServer, loggedInAs }) => {
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
  },
);

test(
  "a refused consent is a sentence on the login page, which keeps its target",
  { tag: "@without-javascript" },
  async ({ page, oidc }) => {
    oidc.logInAs({ email: newEmail(), email_verified: true });
    await page.goto("/login?next=%2Faccount");
    await page.getByRole("link", { name: "Continue with Test ID" }).click();
    await answerProvider(page, "Deny");
    await expect(page).toHaveURL("/login?next=%2Faccount");
    await expect(flashes(page, "error")).toContainText("You did not allow the login with Test ID.");
    await expectGuest(page);
  },
);
