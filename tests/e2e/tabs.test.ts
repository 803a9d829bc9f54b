import { chromium } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "../support/chromium";
import { expect, plantSession, test } from "../fixtures";
import { addPerson } from "../support/users";
import { recordOf } from "../support/http";
import { startServer } from "../support/server";

test("logging out in one tab takes what is private out of the others, and logging in brings it back", async ({
  page,
  context,
  loggedInAs,
}) => {
  const { email, password } = await loggedInAs("Ute");
  const other = await context.newPage();
  await other.goto("/");
  await expect(other.getByText("Hello, Ute!")).toBeVisible();
  const reloads: string[] = [];
  other.on("load", () => reloads.push(other.url()));
  await page.goto("/logout");
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(other.getByText("You are not logged in.")).toBeVisible();
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(other.getByText("Hello, Ute!")).toBeVisible();
  await expect.poll(() => reloads).toHaveLength(2);
});

test("Back after logging out shows nothing private, with the browser's own memory of pages switched on", async ({
  server,
}) => {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: chromiumFlags,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  try {
    const context = await browser.newContext({ baseURL: server.origin });
    const person = await addPerson(server.databaseUrl, "Vera Private");
    await plantSession(context, server, recordOf(person));
    const page = await context.newPage();
    await page.goto("/account");
    await expect(page.getByText(person.email)).toBeVisible();
    await page.getByRole("link", { name: "Devices" }).click();
    await expect(page.getByRole("heading", { name: "Your devices" })).toBeVisible();
    await page.getByRole("link", { name: "Log out", exact: true }).click();
    await page.getByRole("button", { name: "Log out" }).click();
    await expect(page.getByText("You are not logged in.")).toBeVisible();
    for (const wanted of ["Log out", "Log in", "Log in"]) {
      await page.goBack();
      await expect(page.getByRole("heading", { name: wanted })).toBeVisible();
      expect(await page.content()).not.toContain(person.email);
      expect(await page.content()).not.toContain("Vera Private");
    }
  } finally {
    await browser.close();
  }
});

test("Back after logging in greets by name", async ({ page, server }) => {
  const { email, password } = await addPerson(server.databaseUrl, "Willi");
  await page.goto("/");
  await page
    .getByRole("navigation", { name: "Account" })
    .getByRole("link", { name: "Log in" })
    .click();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText("Hello, Willi!")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("You are logged in as Willi.")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Hello, Willi!")).toBeVisible();
});

test("a member is warned two minutes before the end, and can stay", async ({ page, context }) => {
  const server = await startServer({ env: { SESSION_IDLE_TIMEOUT: "125s" } });
  try {
    const person = await addPerson(server.databaseUrl, "Xaver");
    await plantSession(context, server, recordOf(person));
    await page.clock.install();
    await page.goto(`${server.origin}/account`);
    await expect(page.getByText(person.email)).toBeVisible();
    const dialog = page.getByRole("dialog");
    // The page is there before its script is, which counts from then on.
    await expect(async () => {
      await page.clock.fastForward("00:10");
      await expect(dialog).toContainText("You are about to be logged out", { timeout: 2000 });
    }).toPass();
    await dialog.getByRole("button", { name: "Stay logged in" }).click();
    await expect(dialog).toHaveCount(0);
    await page.clock.fastForward("02:10");
    await expect(dialog).toContainText("Your session has ended");
    await expect(dialog.getByRole("link", { name: "Log in again" })).toHaveAttribute(
      "href",
      "/login?next=%2Faccount",
    );
  } finally {
    await server.stop();
  }
});
