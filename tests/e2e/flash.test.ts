import { flashCookie, type FlashCategory } from "@/lib/session/cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { expect, setSessionCookie, test as base, type Page } from "../fixtures";
import { recordOf, seconds } from "../support/http";
import { expectGuest, expectUser, flashes, saveName, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

const prefix = `${SealedCookie.wireName(flashCookie)}.`;

const test = base.extend<{ flash: (text: string, category?: FlashCategory) => Promise<void> }>({
  /** Adds a pending message to the browser, like a route handler that answers with 303. */
  flash: async ({ context, server }, use) => {
    let id = 0;
    await use(async (text, category = "info") => {
      const value = await SealedCookie.seal(
        flashCookie,
        { category, text },
        { keyring: [server.secret] },
      );
      const name = `${prefix}${++id}`;
      await context.addCookies([
        { name, value, domain: "localhost", path: "/", secure: true, sameSite: "Lax" },
      ]);
    });
  },
});

/** Expects that no message is pending: the browser has deleted every flash cookie. */
const expectNonePending = (page: Page) =>
  expect
    .poll(async () =>
      (await page.context().cookies()).filter(({ name }) => name.startsWith(prefix)),
    )
    .toEqual([]);

/** Expects that a reload of a page does not show its messages again. */
async function expectGoneAfterReload(page: Page, user?: string): Promise<void> {
  await page.reload();
  await (user ? expectUser(page, user) : expectGuest(page));
  await expect(flashes(page)).toHaveCount(0);
}

test.describe("a flash message is shown once", () => {
  test("after an action without a redirect", async ({ page, loggedInAs }) => {
    await loggedInAs("Ada");
    await page.goto("/account");
    await saveName(page);
    await expect(flashes(page)).toHaveCount(1);
    await expectNonePending(page);
    await expectGoneAfterReload(page, "Ada");
  });

  test("after an action with a redirect", async ({ page, loggedInAs }) => {
    const user = await loggedInAs("Bea");
    await page.goto("/login");
    await submitLogin(page, user);
    await expect(page).toHaveURL("/");
    await expect(flashes(page)).toHaveText(/Bea/);
    await expectNonePending(page);
    await expectGoneAfterReload(page, "Bea");
  });

  test("after a route handler with a redirect", async ({ page }) => {
    await page.goto("/logout");
    await page.getByRole("button", { name: "Log out", exact: true }).click();
    await expect(page).toHaveURL("/");
    await expect(flashes(page, "info")).toHaveCount(1);
    await expectGoneAfterReload(page);
  });

  test("after a redirect by the guard", async ({ page, flash }) => {
    await flash("Before the redirect");
    await page.goto("/account");
    await expect(page).toHaveURL("/login?next=%2Faccount");
    await expect(flashes(page)).toHaveText(/Before the redirect/);
    await expectGoneAfterReload(page);
  });

  for (const [what, changes] of [
    ["is too old to show security settings", { provenAt: seconds() - 3600 }],
    ["was revoked", { id: "revoked".padEnd(24, "0") }],
  ] as const) {
    test(`after a redirect by a page whose session ${what}`, async ({
      page,
      context,
      server,
      flash,
    }) => {
      const record = recordOf(await addUser(server.databaseUrl, "Dan"));
      const identity = record.identity && { ...record.identity, ...changes };
      await setSessionCookie(context, server, { ...record, identity });
      await flash("Before the redirect");
      await page.goto("/account/security");
      await expect(page).toHaveURL("/login?next=%2Faccount%2Fsecurity");
      await expect(flashes(page)).toHaveText(/Before the redirect/);
      await expectNonePending(page);
    });
  }
});

test.describe("a flash message is not shown again", () => {
  test("by the next page, Back or Forward", async ({ page, loggedInAs }) => {
    await loggedInAs("Cleo");
    await page.clock.install();
    await page.goto("/account");
    await saveName(page);
    await expect(flashes(page)).toHaveCount(1);
    await expectNonePending(page);
    await page.clock.fastForward("00:02");
    await page.getByRole("link", { name: "Devices" }).click();
    for (const [url, go] of [
      ["/account/sessions", () => page.goBack()],
      ["/account", () => page.goForward()],
      ["/account/sessions", () => page.goForward()],
    ] as const) {
      await expect(page).toHaveURL(url);
      await expect(flashes(page)).toHaveCount(0);
      await go();
    }
  });

  test("by Back from another document", async ({ page, flash }) => {
    await flash("Just once");
    await page.goto("/signup");
    await expect(flashes(page)).toHaveCount(1);
    await page.goto("/login");
    await page.goBack();
    await expect(page.getByLabel("Name")).toBeVisible();
    await expect(flashes(page)).toHaveCount(0);
  });

  test("by a second tab", async ({ page, context, loggedInAs }) => {
    await loggedInAs("Dora");
    const second = await context.newPage();
    await page.goto("/account");
    await saveName(page);
    await expect(flashes(page)).toHaveCount(1);
    await second.goto("/");
    await expectUser(second, "Dora");
    await expect(flashes(second)).toHaveCount(0);
  });

  test("by two tabs that load at the same moment", async ({ page, context, flash }) => {
    const second = await context.newPage();
    await page.goto("/");
    await flash("For one of them");
    await Promise.all([page.goto("/signup"), second.goto("/signup")]);
    for (const tab of [page, second]) await expect(tab.getByLabel("Name")).toBeVisible();
    await expect
      .poll(async () => (await flashes(page).count()) + (await flashes(second).count()))
      .toBe(1);
  });
});

test.describe("a flash message is not lost", () => {
  const requests: [path: string, headers: Record<string, string>][] = [
    ["/signup", { rsc: "1", "next-router-prefetch": "1" }],
    ["/signup", { rsc: "1" }],
    ["/signup", { "sec-purpose": "prefetch" }],
    ["/icon.svg", { "sec-fetch-dest": "image" }],
  ];
  test("to a prefetch, a soft navigation or an image in the background", async ({
    page,
    flash,
  }) => {
    await flash("Still here");
    for (const [path, headers] of requests) {
      const answer = await page.request.get(path, { headers });
      expect(answer.headers()["set-cookie"], JSON.stringify(headers)).toBeUndefined();
    }
    await page.goto("/");
    await expect(flashes(page)).toHaveText(/Still here/);
  });

  test("when two actions run at the same time", async ({ page, context, loggedInAs }) => {
    await loggedInAs("Edda");
    const second = await context.newPage();
    await Promise.all([page, second].map((tab) => tab.goto("/account")));
    await second.getByLabel("navy").check();
    await Promise.all([
      saveName(page),
      second.getByRole("button", { name: "Save preferences" }).click(),
    ]);
    const texts = async () => [
      ...(await flashes(page).allTextContents()),
      ...(await flashes(second).allTextContents()),
    ];
    await expect.poll(async () => new Set(await texts()).size).toBe(2);
    expect(await texts()).toHaveLength(2);
  });
});

test("several messages keep their order and roles, and duplicates stay", async ({
  page,
  flash,
}) => {
  const categories = ["success", "info", "warning", "error"] as const;
  const texts = ["First", "Second", "Second", "Fourth"];
  for (const [index, category] of categories.entries()) await flash(texts[index] ?? "", category);
  await page.goto("/");
  await expect(flashes(page).locator("p")).toHaveText(texts);
  const roles = await flashes(page).evaluateAll((all) =>
    all.map(({ dataset, role }) => [dataset.flash, role]),
  );
  expect(roles).toEqual([
    ["success", "status"],
    ["info", "status"],
    ["warning", "alert"],
    ["error", "alert"],
  ]);
});

test("Dismiss removes one message", async ({ page, flash }) => {
  await flash("One");
  await flash("Two");
  await page.goto("/");
  await flashes(page).filter({ hasText: "One" }).getByRole("button", { name: "Dismiss" }).click();
  await expect(flashes(page)).toHaveText([/Two/]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a form's message is shown once and can be dismissed", async ({ page, loggedInAs }) => {
    await loggedInAs("Frida");
    await page.goto("/account");
    await saveName(page);
    await expect(flashes(page)).toHaveCount(1);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(page).toHaveURL(/\/account/);
    await expect(flashes(page)).toHaveCount(0);
  });
});
