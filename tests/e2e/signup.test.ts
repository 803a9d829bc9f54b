import { expect, test } from "../fixtures";
import { expectUser, flashes, logOut, submitLogin, submitSignup } from "../support/steps";

test("a new user signs up, logs out and logs in again", async ({ page }) => {
  const user = { name: "Zoë", email: "zoe@example.com", password: "a sentence of mine" };
  await page.goto("/");
  await page.getByRole("link", { name: "Sign up" }).click();
  await submitSignup(page, user);
  await expectUser(page, "Zoë");
  await expect(flashes(page, "success")).toContainText("Zoë");
  await logOut(page);
  await expect(flashes(page, "info")).toBeVisible();
  await page.goto("/login");
  await submitLogin(page, { ...user, email: "ZOE@example.com " });
  await expectUser(page, "Zoë");
});

test("a preference is kept in the session and follows the user to another device", async ({
  page,
  browser,
  server,
  loggedInAs,
  session,
}) => {
  const user = await loggedInAs("Mina");
  await page.goto("/account");
  await page.getByLabel("navy").check();
  await page.getByRole("button", { name: "Save preferences" }).click();
  await expect(flashes(page, "success")).toBeVisible();
  expect(await session.get()).toEqual({ accent: "navy" });
  const other = await (await browser.newContext({ baseURL: server.origin })).newPage();
  await other.goto("/login?next=/account");
  await submitLogin(other, user);
  await expect(other.getByLabel("navy")).toBeChecked();
  await other.context().close();
});
