import { expect, readSessionRecord } from "../fixtures";
import { expectAccessible } from "../support/accessibility";
import { recordBrowserErrors } from "../support/console-errors";
import { test } from "../support/mail-server";
import {
  addAuthenticator,
  addPasskey,
  countPasskeys,
  logInByButton,
  passkeyRows,
} from "../support/passkeys";
import { insertPasskey } from "../support/software-passkey";
import { expectUser, flashes, formError, logOut, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

test("a user adds a passkey, renames it, and logs in with the button", async ({
  page,
  context,
  server,
  mailServer,
  loggedInAs,
}) => {
  const errors = await recordBrowserErrors(page);
  await addAuthenticator(page);
  const { name, email } = await loggedInAs("Nora");
  await addPasskey(page);
  await mailServer.mailTo(email, /A way to log in was added/);
  await expect(passkeyRows(page)).toContainText(["not used yet"]);
  await expect(passkeyRows(page)).toContainText(["Chrome on"]);
  await expectAccessible(page, "a passkey");
  await passkeyRows(page).getByText("Rename").click();
  await passkeyRows(page).getByLabel("Passkey name").fill(" ");
  await passkeyRows(page).getByRole("button", { name: "Save name" }).click();
  await expect(passkeyRows(page).getByText("Enter a name.")).toBeVisible();
  await passkeyRows(page).getByLabel("Passkey name").fill("My laptop");
  await passkeyRows(page).getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("heading", { name: "My laptop" })).toBeVisible();
  await logOut(page);
  await page.goto("/login?next=%2Faccount%2Fsecurity");
  await page.getByLabel("Remember me").check();
  await logInByButton(page);
  await expect(page).toHaveURL("/account/security");
  await expectUser(page, name);
  await expect(flashes(page, "success")).toContainText(`Welcome back, ${name}.`);
  await expect(passkeyRows(page)).toContainText(["My laptop"]);
  await expect(passkeyRows(page)).toContainText(["last used just now"]);
  expect((await readSessionRecord(context, server))?.identity?.permanent).toBe(true);
  expect(errors).toEqual([]);
});

test("a removed passkey is refused, and the password works then", async ({
  page,
  server,
  mailServer,
  loggedInAs,
}) => {
  await addAuthenticator(page);
  const user = await loggedInAs("Vera");
  await addPasskey(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("This device has a passkey for your account already.")).toBeVisible();
  await passkeyRows(page).getByRole("button", { name: "Remove" }).click();
  await expect(flashes(page, "info")).toContainText(
    "Passkey removed. All other devices are logged out.",
  );
  await expect(passkeyRows(page)).toHaveCount(0);
  await mailServer.mailTo(user.email, /A way to log in was removed/);
  await logOut(page);
  await page.goto("/login?next=%2Faccount");
  await logInByButton(page);
  await expect(formError(page)).toContainText("This passkey was not accepted.");
  await expectAccessible(page, "a refused passkey");
  await submitLogin(page, user);
  await expect(page).toHaveURL("/account");
  expect(await countPasskeys(server, user)).toBe(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the password form works, and no button shows that needs a script", async ({
    page,
    server,
  }) => {
    const user = await addUser(server.databaseUrl, "Abel");
    await insertPasskey(server, user.id);
    for (const path of ["/login?next=%2Faccount%2Fsecurity", "/login?next=%2Faccount%2Fsecurity"]) {
      await page.goto(path);
      await expect(page.getByLabel("Password")).toBeVisible();
      await expect(page.getByRole("button", { name: "Log in with a passkey" })).toBeHidden();
    }
    await submitLogin(page, user);
    await expect(passkeyRows(page)).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Add a passkey" })).toBeHidden();
    await page.getByText("Rename").click();
    await page.getByLabel("Passkey name").fill("My phone");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page.getByRole("heading", { name: "My phone" })).toBeVisible();
    await page.getByRole("button", { name: "Remove" }).click();
    await expect(passkeyRows(page)).toHaveCount(0);
  });
});
