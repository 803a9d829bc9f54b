import { expect, setSessionCookie, test, type Page } from "../fixtures";
import { post, recordOf, setCookies } from "../support/http";
import { expectGuest, expectUser, formError, headerNav, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

/** Visits pages by their links, so that they stay in the document, and leaves a password in one of them. */
async function leaveTraces(page: Page): Promise<void> {
  const tabs = page.getByRole("main").getByRole("navigation");
  await page.goto("/account");
  await tabs.getByRole("link", { name: "Security" }).click();
  await page.getByLabel("Current password").fill("typed and not sent");
  await tabs.getByRole("link", { name: "Devices" }).click();
  await expect(page.getByRole("heading", { name: "Your devices" })).toBeVisible();
}

const endings: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "ends their session under Devices": (page) =>
    page.getByRole("button", { name: "Log out this device" }).click(),
  "deletes their account": async (page) => {
    await page.getByRole("main").getByRole("link", { name: "Security" }).click();
    await page.getByText("I want to delete my account").click();
    await page.getByRole("button", { name: "Delete account" }).click();
  },
  "loses their session elsewhere": async (page) => {
    await page.context().clearCookies();
    await page.getByRole("main").getByRole("link", { name: "Profile" }).click();
  },
};

for (const [name, end] of Object.entries(endings)) {
  test(`when a user ${name}, nothing of theirs is left for the next user of the tab`, async ({
    page,
    server,
    loggedInAs,
  }) => {
    const first = await loggedInAs("Anton");
    const second = await addUser(server.databaseUrl, "Bella");
    await leaveTraces(page);
    await end(page);
    await expectGuest(page);
    expect(await page.content()).not.toContain(first.email);
    await headerNav(page).getByRole("link", { name: "Log in" }).click();
    await submitLogin(page, second);
    await headerNav(page).getByRole("link", { name: "Account" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(second.name);
    await page.getByRole("main").getByRole("link", { name: "Security" }).click();
    await expect(page.getByLabel("Email", { exact: true })).toHaveValue(second.email);
    await expect(page.getByLabel("Current password")).toHaveValue("");
    expect(await page.content()).not.toContain(first.email);
  });
}

test("when a session has ended elsewhere, Back from the login page shows nothing private", async ({
  page,
  loggedInAs,
  context,
}) => {
  const { email } = await loggedInAs("Hanna");
  await leaveTraces(page);
  await context.clearCookies();
  await page.getByRole("main").getByRole("link", { name: "Profile" }).click();
  await expectGuest(page);
  for (let step = 0; step < 3; step++) {
    await page.goBack();
    await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
    await expectGuest(page);
    expect(await page.content()).not.toContain(email);
  }
});

test("a password that was typed and not sent is gone when its page is left", async ({
  page,
  loggedInAs,
}) => {
  await loggedInAs("Edda");
  await leaveTraces(page);
  await page.getByRole("main").getByRole("link", { name: "Security" }).click();
  await expect(page.getByLabel("New password")).toBeVisible();
  await expect(page.getByLabel("Current password")).toHaveValue("");
});

test("a page that was loaded as another user does not delete the account", async ({
  browser,
  server,
}) => {
  const [stale, current] = await Promise.all(
    ["Frida", "Gustav"].map((name) => addUser(server.databaseUrl, name)),
  );
  const context = await browser.newContext({ baseURL: server.origin, javaScriptEnabled: false });
  const page = await context.newPage();
  await setSessionCookie(context, server, recordOf(stale!));
  await page.goto("/account/security");
  await setSessionCookie(context, server, recordOf(current!));
  await page.getByText("I want to delete my account").click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(formError(page)).toBeVisible();
  await expectUser(page, "Gustav");
  await context.close();
});

test("a logout also deletes more messages and kept forms than a browser should have", async ({
  server,
}) => {
  const names = Array.from(Array(12).keys(), (id) =>
    ["form", "flash"].map((n) => `__Host-${n}.${id}`),
  );
  const cookie = names
    .flat()
    .map((name) => `${name}=x`)
    .join("; ");
  const response = await post(server, "/api/logout", {}, { cookie });
  const deleted = setCookies(response).filter(({ value }) => !value);
  expect(deleted.map(({ name }) => name).sort()).toEqual(names.flat().sort());
});
