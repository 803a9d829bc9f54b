import { expect, SESSION_COOKIE, test, type Page, type Server, type TestUser } from "../fixtures";
import { post, setCookies } from "../support/http";
import { expectGuest, expectUser, formError, headerNav } from "../support/steps";
import { saveName, submitLogin } from "../support/steps";
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

test.describe("a page that was loaded as another user, without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  const logInElsewhere = (server: Server, { email, password }: TestUser) =>
    post(server, "/api/login", { email, password });

  const TYPED = "typed by Frida";
  const forms: Readonly<
    Record<string, readonly [path: string, send: (page: Page) => Promise<void>]>
  > = {
    "deletes no account": [
      "/account/security",
      async (page) => {
        await page.getByText("I want to delete my account").click();
        await page.getByRole("button", { name: "Delete account" }).click();
      },
    ],
    "logs out no device": [
      "/account/sessions",
      (page) => page.getByRole("button", { name: "Log out everywhere else" }).click(),
    ],
    "saves no preferences": [
      "/account",
      (page) => page.getByRole("button", { name: "Save preferences" }).click(),
    ],
    "hands on nothing that was typed": ["/account", (page) => saveName(page, TYPED)],
  };

  for (const [what, [path, sendForm]] of Object.entries(forms)) {
    test(what, async ({ page, server, loggedInAs }) => {
      await logInElsewhere(server, await loggedInAs("Frida"));
      await page.goto(path);
      await logInElsewhere(server, await loggedInAs("Gustav"));
      await sendForm(page);
      await expect(formError(page)).toBeVisible();
      await expectUser(page, "Gustav");
      expect(await page.content()).not.toContain(TYPED);
      await page.goto("/account/sessions");
      await expect(page.getByRole("button", { name: "Log out everywhere else" })).toBeVisible();
    });
  }

  test("hands on nothing either when its session had ended", async ({
    page,
    server,
    context,
    loggedInAs,
  }) => {
    await loggedInAs("Frida");
    const next = await addUser(server.databaseUrl, "Gustav");
    await page.goto("/account");
    await context.clearCookies({ name: SESSION_COOKIE });
    await saveName(page, TYPED);
    await submitLogin(page, next);
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Gustav");
    expect(await page.content()).not.toContain(TYPED);
    await page.goto("/session"); // inspector
    expect(await page.content()).not.toContain(TYPED); // inspector
  });
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
