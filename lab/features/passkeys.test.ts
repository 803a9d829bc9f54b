import { expect, readSessionRecord, setSessionCookie } from "../../tests/fixtures";
import { expectAccessible, openLoaded } from "../../tests/support/accessibility";
import { execute } from "../../tests/support/database";
import { post, recordOf, seconds } from "../../tests/support/http";
import { linkIn, test } from "../../tests/support/mail-server";
import {
  addAuthenticator,
  addPasskey,
  countPasskeys,
  logInByButton,
  passkeyRows,
} from "../../tests/support/passkeys";
import { insertPasskey } from "../../tests/support/software-passkey";
import {
  expectGuest,
  expectUser,
  flashes,
  formError,
  logOut,
  submitLogin,
} from "../../tests/support/steps";
import { addUser, type TestUser } from "../../tests/support/users";

test("the e-mail field suggests passkeys when it is used, also after one was refused", async ({
  page,
  server,
  loggedInAs,
}) => {
  const authenticator = await addAuthenticator(page, { suggests: true });
  const { id, name } = await loggedInAs("Otto");
  await addPasskey(page);
  await logOut(page);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  const logIn = async () => {
    await openLoaded(page, "/login?next=%2Faccount");
    await page.waitForLoadState("networkidle");
    expect(requests.filter((path) => path.startsWith("/api/passkeys"))).toEqual([]);
    await page.getByLabel("Email").focus();
    await expect(page).toHaveURL("/account");
    await expectUser(page, name);
  };
  await logIn();
  await logOut(page);
  const counter = await authenticator.counter();
  await execute(server, "update passkeys set counter = ? where user_id = ?", counter + 2, id);
  requests.length = 0;
  await logIn();
  expect(requests.filter((path) => path === "/api/passkeys/login")).toHaveLength(3);
});

test("after a login with a password a passkey is offered, until one is added or it is dismissed", async ({
  page,
  server,
  loggedInAs,
}) => {
  await addAuthenticator(page);
  const offer = page.getByRole("region", { name: "Log in without a password" });
  const logIn = async (user: TestUser) => {
    await page.goto("/login?next=%2Faccount");
    await submitLogin(page, user);
    await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
  };
  const tom = await loggedInAs("Tom");
  await page.goto("/account");
  await expect(offer).toHaveCount(0);
  await logIn(tom);
  await expect(offer).toBeVisible();
  await expectAccessible(page, "the offer");
  await offer.getByRole("button", { name: "Not now" }).click();
  await expect(offer).toHaveCount(0);
  await logOut(page);
  await logIn(tom);
  await expect(offer).toHaveCount(0);
  await logOut(page);

  const ulla = await addUser(server.databaseUrl, "Ulla");
  await logIn(ulla);
  await offer.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page).toHaveURL("/account/security");
  await expect(passkeyRows(page)).toHaveCount(1);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
  await expect(offer).toHaveCount(0);
});

test("a passkey whose counter goes back is refused", async ({ page, server, loggedInAs }) => {
  const authenticator = await addAuthenticator(page);
  const user = await loggedInAs("Wim");
  await addPasskey(page);
  const counter = await authenticator.counter();
  await execute(server, "update passkeys set counter = ? where user_id = ?", counter + 1, user.id);
  await logOut(page);
  await page.goto("/login?next=%2Faccount");
  await logInByButton(page);
  await expect(formError(page)).toContainText("This passkey was not accepted.");
  await logInByButton(page);
  await expect(page).toHaveURL("/account");
});

test("passkeys stay when the address changes, and go with the account", async ({
  page,
  server,
  mailServer,
  loggedInAs,
}) => {
  const user = await loggedInAs("Yara");
  await insertPasskey(server, user.id);
  const email = `new-${user.email}`;
  await page.goto("/account/security");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Change email address" }).click();
  await page.goto(linkIn(await mailServer.mailTo(email, /Confirm your new address/)));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(flashes(page)).toContainText("is confirmed");
  expect(await countPasskeys(server, user)).toBe(1);
  await page.goto("/account/security");
  await page.getByText("I want to delete my account").click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expectGuest(page);
  expect(await countPasskeys(server, user)).toBe(0);
});

test("a reset of the password removes the passkeys of someone who signed up with the address before", async ({
  server,
  mailServer,
}) => {
  for (const isOwner of [false, true]) {
    const user = await addUser(server.databaseUrl, "Zoe");
    await insertPasskey(server, user.id);
    const flag = "update users set email_verified_in_session = ? where id = ?";
    await execute(server, flag, isOwner ? "1" : "0", user.id);
    await post(server, "/api/forgot-password", user);
    const link = linkIn(await mailServer.mailTo(user.email, /Reset/));
    const token = new URL(link).searchParams.get("token");
    const password = "another long sentence";
    expect((await post(server, "/api/reset-password", { token, password })).status).toBe(200);
    expect(await countPasskeys(server, user)).toBe(isOwner ? 1 : 0);
  }
});

test("a passkey is a fresh proof, and another account's logs in to that account", async ({
  page,
  context,
  server,
}) => {
  await addAuthenticator(page);
  const user = await addUser(server.databaseUrl, "Rita");
  await setSessionCookie(context, server, recordOf(user));
  await addPasskey(page);
  const outdate = async (who: TestUser) => {
    const record = recordOf(who, { permanent: true });
    const identity = record.identity && { ...record.identity, provenAt: seconds() - 3600 };
    await setSessionCookie(context, server, { ...record, identity });
    await page.goto("/account/security");
    await expect(page).toHaveURL("/login?next=%2Faccount%2Fsecurity");
    await expect(page.getByText(`${who.name}, log in again to continue`)).toBeVisible();
    await logInByButton(page);
    await expect(page).toHaveURL("/account/security");
    await expectUser(page, user.name);
    return readSessionRecord(context, server);
  };
  const identity = (await outdate(user))?.identity;
  expect(identity?.permanent).toBe(true);
  expect(identity?.provenAt).toBeGreaterThan(seconds() - 60);
  const other = await addUser(server.databaseUrl, "Sven");
  const switched = (await outdate(other))?.identity;
  expect([switched?.userId, switched?.permanent]).toEqual([user.id, false]);
  expect(await execute(server, "select * from sessions where user_id = ?", other.id)).toEqual([]);
});

test("the last way to log in is not removed", async ({ page, server, loggedInAs }) => {
  const user = await loggedInAs("Xaver");
  await insertPasskey(server, user.id);
  await execute(server, "update users set password_hash = null where id = ?", user.id);
  await page.goto("/account/security");
  await passkeyRows(page).getByRole("button", { name: "Remove" }).click();
  await expect(formError(page)).toContainText("This is your only way to log in.");
  await expectAccessible(page, "the last passkey");
  await insertPasskey(server, user.id);
  await page.reload();
  await passkeyRows(page).first().getByRole("button", { name: "Remove" }).click();
  await expect(passkeyRows(page)).toHaveCount(1);
  expect(await countPasskeys(server, user)).toBe(1);
});
