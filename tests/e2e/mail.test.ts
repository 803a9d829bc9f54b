import { expect, test as base } from "../fixtures";
import { forgetLastMail, linkIn, test, tokenIn } from "../support/mail-server";
import { post, recordOf, sealedSession, send } from "../support/http";
import {
  expectGuest,
  expectUser,
  flashes,
  formError,
  submitLogin,
  submitSignup,
} from "../support/steps";
import { addUser } from "../support/users";

test(
  "a forgotten password is reset by a mailed link",
  { tag: "@without-javascript" },
  async ({ page, server, mailServer }) => {
    const user = await addUser(server.databaseUrl, "Ada");
    await page.goto("/login");
    await page.getByRole("link", { name: "Forgot password?" }).click();
    await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
    await expect(page.getByLabel("Password")).toBeHidden();
    await page.getByRole("textbox", { name: "Email" }).fill(user.email);
    await page.getByRole("button", { name: "Send reset link" }).click();
    await expect(flashes(page)).toContainText("If this address has an account");

    const mail = await mailServer.mailTo(user.email, /Reset your password/);
    await page.goto(linkIn(mail));
    await expect(page).toHaveURL("/reset-password");
    await expect(page.getByText(`For ${user.email}`)).toBeVisible();
    await page.getByLabel("New password").fill("short");
    await page.getByRole("button", { name: "Set password" }).click();
    await expect(page.getByText("Use at least 8 characters.")).toBeVisible();
    await page.getByLabel("New password").fill("a new sentence to remember");
    await page.getByRole("button", { name: "Set password" }).click();
    await expectUser(page, "Ada");
    await expect(flashes(page)).toContainText("Your password is set.");

    // Fresh, and the session of the other device has ended.
    await page.goto("/account/security");
    await expect(page.getByRole("heading", { name: "Security" })).toBeVisible();
    const cookie = await sealedSession(server, recordOf(user));
    expect(
      await (await send(server, "/api/session", { headers: { cookie } })).json(),
    ).toMatchObject({
      signedIn: false,
    });
    await mailServer.mailTo(user.email, /Your password was changed/);

    await page.goto(linkIn(mail));
    await expect(page.getByText("This link was used already or has expired.")).toBeVisible();
  },
);

test(
  "a new user confirms the address, and can have the link sent again",
  { tag: "@without-javascript" },
  async ({ page, server, mailServer }) => {
    const user = {
      name: "Bo",
      email: "bo@example.com",
      password: "a long sentence",
    };
    await page.goto("/signup");
    await submitSignup(page, user);
    await expectUser(page, "Bo");
    const mail = await mailServer.mailTo(user.email, /Confirm your address/);
    await page.goto("/account");
    await forgetLastMail(server);
    await page.getByRole("button", { name: "Send again" }).click();
    await expect(flashes(page)).toContainText("We sent a link to");
    await page.getByRole("button", { name: "Send again" }).click();
    await expect(formError(page)).toContainText("Too many attempts. Try again in");
    await page.goto(linkIn(mail));
    await expect(page).toHaveURL("/verify-email");
    await page.getByRole("button", { name: "Confirm address" }).click();
    await expect(flashes(page)).toContainText(`${user.email} is confirmed.`);
    await page.goto("/account");
    await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Send again" })).toHaveCount(0);
  },
);

test(
  "a new address counts when it is confirmed, and the old one gets notices",
  { tag: "@without-javascript" },
  async ({ page, server, mailServer, loggedInAs }) => {
    const user = await loggedInAs("Cleo");
    const [oldEmail, email] = [user.email, `new-${user.email}`];
    await page.goto("/account/security");
    await page.getByRole("textbox", { name: "Email" }).fill(email);
    await page.getByRole("button", { name: "Change email address" }).click();
    await expect(flashes(page)).toContainText(`Open the link that we sent to ${email}`);
    expect((await post(server, "/api/login", { ...user, email: oldEmail })).status).toBe(200);
    const notice = await mailServer.mailTo(oldEmail, /about to change/);
    expect(notice.text).toContain(email);

    await page.goto(linkIn(await mailServer.mailTo(email, /Confirm your new address/)));
    await page.getByRole("button", { name: "Confirm address" }).click();
    await expect(flashes(page)).toContainText(`${email} is confirmed.`);
    await expectUser(page, "Cleo");
    await mailServer.mailTo(oldEmail, /Your address was changed/);
    expect((await post(server, "/api/login", { ...user, email: oldEmail })).status).toBe(401);
    expect((await post(server, "/api/login", { ...user, email })).status).toBe(200);
  },
);

test("by JSON: 202, 200 with a session, 410 for a used link", async ({ server, mailServer }) => {
  const user = await addUser(server.databaseUrl, "Dan");
  expect((await post(server, "/api/forgot-password", { email: "no address" })).status).toBe(422);
  expect((await post(server, "/api/forgot-password", user)).status).toBe(202);
  const token = tokenIn(await mailServer.mailTo(user.email, /Reset/));
  const password = "another sentence";
  expect((await post(server, "/api/reset-password", { token, password: "x" })).status).toBe(422);
  const response = await post(server, "/api/reset-password", { token, password });
  expect(response.status).toBe(200);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const session = await send(server, "/api/session", { headers: { cookie } });
  expect(await session.json()).toMatchObject({ signedIn: true, user: { email: user.email } });
  const again = await post(server, "/api/reset-password", { token, password });
  expect(again.status).toBe(410);
  expect(await again.json()).toMatchObject({ error: { code: "link_used_or_expired" } });
});

test("a deleted account and a changed password are confirmed by mail", async ({
  page,
  mailServer,
  loggedInAs,
}) => {
  const user = await loggedInAs("Eve");
  await page.goto("/account/security");
  await page.getByLabel("Current password").fill(user.password);
  await page.getByLabel("New password").fill("the next sentence");
  await page.getByRole("button", { name: "Change password" }).click();
  await mailServer.mailTo(user.email, /Your password was changed/);
  await page.getByText("I want to delete my account").click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expectGuest(page);
  await mailServer.mailTo(user.email, /Your account was deleted/);
});

test.describe("without SMTP_URL in production", () => {
  const test = base;

  test("no page offers a mail, and the pages say why", async ({ page, server, loggedInAs }) => {
    await page.goto("/login");
    await expect(page.getByLabel("Email")).toBeVisible();
    await expect(page.getByRole("link", { name: "Forgot password?" })).toHaveCount(0);
    await page.goto("/forgot-password");
    await expect(page.getByText("This site sends no mail")).toBeVisible();
    expect((await send(server, "/mailbox")).status).toBe(404);
    const answer = await post(server, "/api/forgot-password", { email: "ada@example.com" });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: "mail_off" } });
    await loggedInAs("Fay");
    await page.goto("/account");
    await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Confirm your address" })).toHaveCount(0);
  });

  test("an address that has an account is refused by the form", async ({
    page,
    loggedInAs,
    server,
  }) => {
    const other = await addUser(server.databaseUrl, "Gil");
    await loggedInAs("Hal");
    await page.goto("/account/security");
    await page.getByRole("textbox", { name: "Email" }).fill(other.email);
    await page.getByRole("button", { name: "Change email address" }).click();
    await expect(page.getByText("This address already has an account.")).toBeVisible();
    await expect(formError(page)).toHaveCount(0);
    await page.goto("/login");
    await submitLogin(page, other);
    await expectUser(page, "Gil");
  });
});
