import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, setSessionCookie } from "../../tests/fixtures";
import { expectAccessible, openLoaded } from "../../tests/support/accessibility";
import { recordBrowserErrors } from "../../tests/support/console-errors";
import { recordOf, seconds } from "../../tests/support/http";
import { linkIn } from "../../tests/support/mail-server";
import { startOidcServer } from "../../tests/support/oidc-server";
import { freePort } from "../../tests/support/port";
import { startServer } from "../../tests/support/server";
import { answerProvider, logInWith, test } from "../../tests/support/social-login";
import {
  expectGuest,
  expectUser,
  flashes,
  formError,
  logOut,
  submitSignup,
} from "../../tests/support/steps";
import { addUser } from "../../tests/support/users";

const newEmail = (): string => `${randomUUID().slice(0, 12)}@example.com`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a user without a password sets one by mail, and can then unlink the login", async ({
      page,
      oidc,
      mailServer,
    }) => {
      const email = newEmail();
      oidc.logInAs({ email, email_verified: true, name: "Bea" });
      await logInWith(page, "Test ID", "/login?next=%2Faccount%2Fsecurity");
      await page.getByRole("button", { name: "Unlink" }).click();
      await expect(formError(page)).toContainText("This is your only way to log in.");
      await expect(page.getByLabel("Current password")).toHaveCount(0);
      await page.getByRole("button", { name: "Send a link to set a password" }).click();
      await expect(flashes(page, "info")).toContainText(`We sent a link to ${email}`);

      await page.goto(linkIn(await mailServer.mailTo(email, /Reset your password/)));
      await page.getByLabel("New password").fill("a sentence of my own");
      await page.getByRole("button", { name: "Set password" }).click();
      await expect(flashes(page, "success")).toContainText("Your password is set.");
      await page.goto("/account/security");
      await expect(page.getByLabel("Current password")).toBeVisible();
      await page.getByRole("button", { name: "Unlink" }).click();
      await expect(flashes(page, "success")).toContainText("The login is unlinked.");
      await expect(page.getByRole("link", { name: "Link Test ID" })).toBeVisible();
      const mail = await mailServer.mailTo(email, /A way to log in was removed/);
      expect(mail.text).toContain("Your Test ID login no longer opens your account");
    });
  });
}

test("the primary address at GitHub opens a new account, in lower case", async ({
  page,
  github,
}) => {
  const email = newEmail();
  github.logInAs({
    login: "dora",
    emails: [
      { email: newEmail(), primary: false, verified: true },
      { email: email.toUpperCase(), primary: true, verified: true },
    ],
  });
  await logInWith(page, "GitHub", "/login?next=%2Faccount");
  await expectUser(page, "dora");
  await expect(page.getByText(email, { exact: true })).toBeVisible();
});

test("two tabs log in at once, each to its own target", async ({ page, context, oidc }) => {
  oidc.logInAs({ email: newEmail(), email_verified: true, name: "Gus" });
  const other = await context.newPage();
  const targets = [
    [page, "/account"],
    [other, "/account/sessions"],
  ] as const;
  const attempts = async () =>
    (await context.cookies()).filter(({ name }) => name.includes("oauth.")).length;
  for (const [tab, target] of targets) {
    await tab.goto(`/login?next=${encodeURIComponent(target)}`);
    await tab.getByRole("link", { name: "Continue with Test ID" }).click();
    await expect(tab.getByRole("button", { name: "Allow" })).toBeVisible();
  }
  expect(await attempts()).toBe(2);
  for (const [tab, target] of targets) {
    await answerProvider(tab, "Allow");
    await expect(tab).toHaveURL(target);
    await expectUser(tab, "Gus");
  }
  expect(await attempts()).toBe(0);
});

test("the only login cannot be unlinked by two tabs at once", async ({
  page,
  context,
  github,
  oidc,
}) => {
  const address = { email: newEmail(), primary: true, verified: true };
  oidc.logInAs({ email: newEmail(), email_verified: true, name: "Hal" });
  github.logInAs({ login: "hal", emails: [address] });
  await logInWith(page, "Test ID", "/login?next=%2Faccount%2Fsecurity");
  await page.getByRole("link", { name: "Link GitHub" }).click();
  await answerProvider(page, "Allow");
  await expect(page.getByRole("button", { name: "Unlink" })).toHaveCount(2);
  const other = await context.newPage();
  await other.goto("/account/security");
  await Promise.all([
    page.getByRole("button", { name: "Unlink" }).first().click(),
    other.getByRole("button", { name: "Unlink" }).last().click(),
  ]);
  const errors = async () => (await formError(page).count()) + (await formError(other).count());
  await expect.poll(errors).toBe(1);
  await page.reload();
  await expect(page.getByRole("button", { name: "Unlink" })).toHaveCount(1);
});

test("without a password the address is changed and the account deleted", async ({
  page,
  oidc,
  mailServer,
}) => {
  const [email, next] = [newEmail(), newEmail()];
  oidc.logInAs({ email, email_verified: true, name: "Ida" });
  await logInWith(page, "Test ID", "/login?next=%2Faccount%2Fsecurity");
  await page.getByRole("textbox", { name: "Email" }).fill(next);
  await page.getByRole("button", { name: "Change email address" }).click();
  await page.goto(linkIn(await mailServer.mailTo(next, /Confirm your new address/)));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(flashes(page, "success")).toContainText(`${next} is confirmed.`);
  await page.goto("/account/security");
  await page.getByText("I want to delete my account").click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expectGuest(page);
  // The login opens nothing anymore, so it opens a new account.
  await logInWith(page, "Test ID");
  await expect(flashes(page, "success")).toContainText("Your account is ready.");
});

test("with SameSite=Strict, the session is there when the provider sends the browser back", async ({
  page,
  context,
  github,
}) => {
  const port = await freePort();
  const strict = { SESSION_COOKIE_SAMESITE: "strict" };
  const server = await startServer({ port, env: { ...github.env, ...strict } });
  try {
    const user = await addUser(server.databaseUrl, "Jo");
    await setSessionCookie(context, server, recordOf(user));
    await context.addCookies(
      (await context.cookies(server.origin)).map((cookie) => ({ ...cookie, sameSite: "Strict" })),
    );
    const address = { email: newEmail(), primary: true, verified: true };
    github.logInAs({ login: "jo", emails: [address] });
    await page.goto(`${server.origin}/account/security`);
    await page.getByRole("link", { name: "Link GitHub" }).click();
    await answerProvider(page, "Allow");
    await expect(page).toHaveURL(`${server.origin}/account/security`);
    await expect(flashes(page, "success")).toContainText("You can log in with GitHub now.");
    await page.goto(`${server.origin}/logout`);
    await page.getByRole("button", { name: "Log out", exact: true }).click();
    await expectGuest(page);
    await page.goto(`${server.origin}/login?next=/account`);
    await page.getByRole("link", { name: "Continue with GitHub" }).click();
    await answerProvider(page, "Deny");
    await expect(page).toHaveURL(`${server.origin}/login?next=%2Faccount`);
    await expect(flashes(page, "error")).toContainText("You did not allow the login");
  } finally {
    await server.stop();
  }
});

test("a subject of another issuer opens another account", async ({ browser }) => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const DATABASE_URL = `file:${join(mkdtempSync(join(tmpdir(), "signet-")), "issuers.db")}`;
  for (const name of ["Kay", "Lou"]) {
    const issuer = await startOidcServer(origin);
    const server = await startServer({ port, env: { ...issuer.env, DATABASE_URL } });
    issuer.logInAs({ email: newEmail(), email_verified: true, name }, "1");
    const page = await browser.newPage();
    await logInWith(page, "Test ID", `${origin}/login`);
    await expectUser(page, name);
    await page.close();
    await server.stop();
    await issuer.stop();
  }
});

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

test("a guest's cart comes along to a provider and back", async ({ page, oidc }) => {
  oidc.logInAs({ email: newEmail(), email_verified: true, name: "Ada" });
  await page.goto("/products/wax-set");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(flashes(page, "success")).toBeVisible();
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
  await logInWith(page, "Test ID", "/login?next=%2Fcart");
  await expect(page).toHaveURL("/cart");
  await expect(flashes(page, "info")).toContainText("The item in your guest cart");
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
  await page.context().clearCookies({ name: /cart/ });
  await page.reload();
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
});
