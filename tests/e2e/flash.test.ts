import { flashCookie, type FlashCategory } from "@/lib/session/flash-cookie";
import { cookieName, sealCookie } from "@/lib/session/sealed-cookie";
import { expect, test as base, type Page } from "../fixtures";

type Say = (id: string, text: string, category?: FlashCategory) => Promise<void>;

const test = base.extend<{ say: Say }>({
  /** Leaves a message waiting, as a route handler does that answers with 303. */
  say: async ({ context, server }, use) => {
    await use(async (id, text, category = "info") => {
      const value = await sealCookie(
        flashCookie(id),
        { category, text },
        { keyring: [server.secret] },
      );
      const name = cookieName(flashCookie(id));
      await context.addCookies([
        { name, value, domain: "localhost", path: "/", secure: true, sameSite: "Lax" },
      ]);
    });
  },
});

const messages = (page: Page) => page.locator("[data-flash]");

async function expectWaiting(page: Page, count: number): Promise<void> {
  await expect(async () => {
    const names = (await page.context().cookies())
      .map(({ name }) => name)
      .filter((name) => name.includes("flash."));
    expect(names).toHaveLength(count);
  }).toPass();
}

const header = (page: Page) => page.getByRole("navigation", { name: "Account" });

/** Saves the profile of a member: an action that stays on its page and says so. */
async function save(page: Page): Promise<void> {
  await page.goto("/account");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(messages(page)).toHaveText(/Saved/);
}

test("an action without a redirect shows its message in place, and a reload shows it no more", async ({
  page,
  loggedInAs,
}) => {
  await loggedInAs("Ada");
  await save(page);
  await expectWaiting(page, 0);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
});

test("an action that redirects shows its message on the page it leads to", async ({
  page,
  loggedInAs,
}) => {
  const { email, password } = await loggedInAs("Bea");
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL("/");
  await expect(messages(page)).toHaveText(/Welcome back, Bea/);
  await expectWaiting(page, 0);
  await page.reload();
  await expect(page.getByText("Hello, Bea!")).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
});

test("a handler that redirects does, too", async ({ page }) => {
  await page.goto("/logout");
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page).toHaveURL("/");
  await expect(messages(page)).toHaveText(/You are logged out/);
  await expectWaiting(page, 0);
  await page.reload();
  await expect(header(page).getByRole("link", { name: "Log in" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
});

test("a handler's message is on the next page, once", async ({ page, say }) => {
  await say("1", "Imported 12 letters.");
  await page.goto("/");
  await expect(messages(page)).toHaveText(/Imported 12 letters/);
  await page.reload();
  await expect(header(page).getByRole("link", { name: "Log in" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
});

test("a message goes when its reader goes on to another page, and Back and Forward don't bring it back", async ({
  page,
  loggedInAs,
}) => {
  await loggedInAs("Cleo");
  await page.clock.install();
  await save(page);
  // Taken in by the script, which counts from then on.
  await expectWaiting(page, 0);
  await page.clock.fastForward("00:02");
  await page.getByRole("link", { name: "Devices" }).click();
  await expect(page.getByRole("heading", { name: "Your devices" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Your devices" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
});

test("Back from another document doesn't show a message again", async ({ page, say }) => {
  await say("1", "Just this once.");
  await page.goto("/signup");
  await expect(messages(page)).toHaveText(/Just this once/);
  await page.goto("/login");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign up" })).toBeVisible();
  await expect(page.getByLabel("Name")).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
});

const background: Record<string, Record<string, string>> = {
  "a prefetch": { rsc: "1", "next-router-prefetch": "1" },
  "a soft navigation": { rsc: "1" },
  "a browser's own prefetch": { "sec-purpose": "prefetch" },
};

for (const [kind, headers] of Object.entries(background)) {
  test(`${kind} in the background doesn't eat a message`, async ({ page, say }) => {
    await say("1", "Still here.");
    const answer = await page.request.get("/signup", { headers });
    expect(answer.headers()["set-cookie"]).toBeUndefined();
    await page.goto("/");
    await expect(messages(page)).toHaveText(/Still here/);
  });
}

test("a second tab doesn't repeat what the first one said", async ({
  page,
  context,
  loggedInAs,
}) => {
  await loggedInAs("Dora");
  const second = await context.newPage();
  await second.goto("/");
  await save(page);
  await second.reload();
  await expect(second.getByText("Hello, Dora!")).toBeVisible();
  await expect(messages(second)).toHaveCount(0);
  await expect(messages(page)).toHaveCount(1);
});

test("two tabs that load in the same moment show a message once between them", async ({
  page,
  context,
  say,
}) => {
  const second = await context.newPage();
  await page.goto("/");
  await say("1", "For one of you.");
  // Both are sent the message: the browser asks for both before it has been told to forget it.
  await Promise.all([page.goto("/signup"), second.goto("/signup")]);
  for (const tab of [page, second]) await expect(tab.getByLabel("Name")).toBeVisible();
  await expect(async () => {
    expect((await messages(page).count()) + (await messages(second).count())).toBe(1);
  }).toPass();
});

test("two actions at the same time each get their message through", async ({
  page,
  context,
  loggedInAs,
}) => {
  await loggedInAs("Edda");
  const second = await context.newPage();
  await page.goto("/account");
  await second.goto("/account");
  await second.getByLabel("navy").check();
  await Promise.all([
    page.getByRole("button", { name: "Save", exact: true }).click(),
    second.getByRole("button", { name: "Save preferences" }).click(),
  ]);
  await expect(async () => {
    for (const text of ["Saved.", "Your name is sealed in navy."]) {
      expect(
        (await page.getByText(text).count()) + (await second.getByText(text).count()),
        text,
      ).toBe(1);
    }
  }).toPass();
  await expectWaiting(page, 0);
});

test("a redirect on the way loses no message", async ({ page, say }) => {
  await say("1", "Carried along.");
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await expect(messages(page)).toHaveText(/Carried along/);
});

test("several messages keep their order and their kinds, and equal ones both stay", async ({
  page,
  say,
}) => {
  await say("1", "First", "success");
  await say("2", "Second", "info");
  await say("3", "Second", "warning");
  await say("4", "Fourth", "error");
  await page.goto("/");
  await expect(messages(page).locator("p")).toHaveText(["First", "Second", "Second", "Fourth"]);
  expect(
    await messages(page).evaluateAll((all) => all.map((one) => [one.dataset.flash, one.role])),
  ).toEqual([
    ["success", "status"],
    ["info", "status"],
    ["warning", "alert"],
    ["error", "alert"],
  ]);
});

test("Dismiss takes away one message and leaves the others", async ({ page, say }) => {
  await say("1", "One");
  await say("2", "Two");
  await page.goto("/");
  await messages(page).filter({ hasText: "One" }).getByRole("button", { name: "Dismiss" }).click();
  await expect(messages(page)).toHaveText([/Two/]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a form's message is on the page it leads to, once, and can be dismissed", async ({
    page,
    loggedInAs,
  }) => {
    await loggedInAs("Frida");
    await save(page);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
    await expect(messages(page)).toHaveCount(0);
  });

  test("a guard's redirect loses no message, and a reload doesn't repeat it", async ({
    page,
    say,
  }) => {
    await say("1", "Carried along.");
    await page.goto("/account");
    await expect(messages(page)).toHaveText(/Carried along/);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
    await expect(messages(page)).toHaveCount(0);
  });
});
