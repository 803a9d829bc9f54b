import { chromium } from "@playwright/test";
import { expect, setSessionCookie, test } from "../fixtures";
import { chromiumFlags, chromiumPath } from "../support/chromium";
import { recordOf } from "../support/http";
import { headerNav, expectGuest, expectUser, logOut, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

test("logging out or in reloads the other tabs, once each", async ({
  page,
  context,
  loggedInAs,
}) => {
  const user = await loggedInAs("Ute");
  const other = await context.newPage();
  await other.goto("/");
  await expectUser(other, "Ute");
  const reloads: string[] = [];
  other.on("load", () => reloads.push(other.url()));
  await logOut(page);
  await expectGuest(other);
  await page.goto("/login");
  await submitLogin(page, user);
  await expectUser(other, "Ute");
  await expect.poll(() => reloads).toHaveLength(2);
});

test("a tab that asks for a login leads on after one in another tab", async ({
  page,
  context,
  server,
}) => {
  const user = await addUser(server.databaseUrl, "Tilo");
  const other = await context.newPage();
  await other.goto("/account");
  await page.goto("/login");
  await submitLogin(page, user);
  await other.getByRole("link", { name: "Continue to your account" }).click();
  await expect(other.getByLabel("Name", { exact: true })).toHaveValue("Tilo");
});

test("Back after logging out shows nothing private, with the back/forward cache on", async ({
  server,
}) => {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: chromiumFlags,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  try {
    const context = await browser.newContext({ baseURL: server.origin });
    const user = await addUser(server.databaseUrl, "Vera Private");
    await setSessionCookie(context, server, recordOf(user));
    const page = await context.newPage();
    await page.goto("/account");
    await expect(page.getByText(user.email)).toBeVisible();
    await page.getByRole("link", { name: "Devices" }).click();
    await expect(page).toHaveURL("/account/sessions");
    await page.getByRole("link", { name: "Log out", exact: true }).click();
    await page.getByRole("button", { name: "Log out", exact: true }).click();
    await expectGuest(page);
    for (const heading of ["Log out", "Log in", "Log in"]) {
      await page.goBack();
      await expect(page.getByRole("heading", { name: heading })).toBeVisible();
      expect(await page.content()).not.toContain(user.email);
      expect(await page.content()).not.toContain("Vera Private");
    }
  } finally {
    await browser.close();
  }
});

test("Back after logging in shows the user", async ({ page, server }) => {
  await page.goto("/");
  await headerNav(page).getByRole("link", { name: "Log in" }).click();
  await submitLogin(page, await addUser(server.databaseUrl, "Willi"));
  await expectUser(page, "Willi");
  for (const url of ["/login", "/"]) {
    await page.goBack();
    await expect(page).toHaveURL(url);
    await expectUser(page, "Willi");
  }
});

test("the user is warned two minutes before the idle timeout and can stay logged in", async ({
  page,
  loggedInAs,
}) => {
  await page.clock.install();
  await loggedInAs("Xaver");
  await page.goto("/account");
  await expectUser(page, "Xaver");
  const dialog = page.getByRole("dialog");
  // Until the page is hydrated, nothing follows the clock.
  await expect(async () => {
    await page.clock.fastForward("01:58:30");
    await expect(dialog).toBeVisible({ timeout: 1000 });
  }).toPass();
  await dialog.getByRole("button", { name: "Stay logged in" }).click();
  await expect(dialog).toHaveCount(0);
  await page.clock.fastForward("02:00:10");
  await expect(dialog.getByRole("link")).toHaveAttribute("href", "/login?next=%2Faccount");
});
