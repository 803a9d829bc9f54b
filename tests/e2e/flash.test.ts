import { flashCookie, type FlashCategory } from "@/lib/session/flash-cookie";
import { cookieName, sealCookie } from "@/lib/session/sealed-cookie";
import { expect, test as base, type Page } from "../fixtures";

type Say = (id: string, text: string, category?: FlashCategory) => Promise<void>;

const test = base.extend<{ say: Say }>({
  /** Leaves a message waiting, as a route handler does that answers with 303. */
  say: async ({ context, server }, use) => {
    await use(async (id, text, category = "info") => {
      const value = await sealCookie(flashCookie(id), { category, text }, { keyring: [server.secret] });
      const name = cookieName(flashCookie(id));
      await context.addCookies([{ name, value, domain: "localhost", path: "/", secure: true, sameSite: "Lax" }]);
    });
  },
});

const messages = (page: Page) => page.locator("[data-flash]");

async function expectWaiting(page: Page, count: number): Promise<void> {
  await expect(async () => {
    const names = (await page.context().cookies()).map(({ name }) => name).filter((name) => name.includes("flash."));
    expect(names).toHaveLength(count);
  }).toPass();
}

async function putWaxIntoCart(page: Page): Promise<void> {
  await page.goto("/products/vermilion-wax");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(messages(page)).toHaveText(/Vermilion Sealing Wax is in your cart/);
}

test("an action without a redirect shows its message in place, and a reload shows it no more", async ({ page }) => {
  await putWaxIntoCart(page);
  await expectWaiting(page, 0);
  await page.reload();
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
});

test("an action that redirects shows its message on the page it leads to", async ({ page }) => {
  await page.goto("/logout");
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page).toHaveURL("/");
  await expect(messages(page)).toHaveText(/You are logged out/);
  await expectWaiting(page, 0);
  await page.reload();
  await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
});

test("a handler's message is on the next page, once", async ({ page, say }) => {
  await say("1", "Imported 12 letters.");
  await page.goto("/");
  await expect(messages(page)).toHaveText(/Imported 12 letters/);
  await page.reload();
  await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
});

test("a message goes when its reader goes on to another page, and Back and Forward don't bring it back", async ({ page }) => {
  await page.clock.install();
  await putWaxIntoCart(page);
  await page.clock.fastForward("00:02");
  await page.getByRole("link", { name: "Cart, 1 item" }).click();
  await expect(page.getByRole("heading", { name: "Your cart" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Vermilion" })).toBeVisible();
  await expect(messages(page)).toHaveCount(0);
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Your cart" })).toBeVisible();
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
    const answer = await page.request.get("/cart", { headers });
    expect(answer.headers()["set-cookie"]).toBeUndefined();
    await page.goto("/");
    await expect(messages(page)).toHaveText(/Still here/);
  });
}

test("a second tab doesn't repeat what the first one said", async ({ page, context }) => {
  const second = await context.newPage();
  await second.goto("/");
  await putWaxIntoCart(page);
  await second.reload();
  await expect(second.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
  await expect(messages(second)).toHaveCount(0);
  await expect(messages(page)).toHaveCount(1);
});

test("two tabs that load in the same moment show a message once between them", async ({ page, context, say }) => {
  const second = await context.newPage();
  await page.goto("/");
  await say("1", "For one of you.");
  // Both are sent the message: the browser asks for both before it has been told to forget it.
  await Promise.all([page.goto("/cart"), second.goto("/cart")]);
  for (const tab of [page, second]) await expect(tab.getByText("Your cart is empty.")).toBeVisible();
  await expect(async () => {
    expect((await messages(page).count()) + (await messages(second).count())).toBe(1);
  }).toPass();
});

test("two actions at the same time each get their message through", async ({ page, context }) => {
  const second = await context.newPage();
  await page.goto("/products/dip-pen");
  await second.goto("/products/letter-paper");
  await Promise.all([page, second].map((tab) => tab.getByRole("button", { name: "Add to cart" }).click()));
  const said = page.getByText("Dip Pen is in your cart").or(page.getByText("Laid Letter Paper is in your cart"));
  const alsoSaid = second.getByText("Dip Pen is in your cart").or(second.getByText("Laid Letter Paper is in your cart"));
  await expect(async () => expect((await said.count()) + (await alsoSaid.count())).toBe(2)).toPass();
  await expectWaiting(page, 0);
});

test("a redirect on the way loses no message", async ({ page, say }) => {
  await say("1", "Carried along.");
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await expect(messages(page)).toHaveText(/Carried along/);
});

test("several messages keep their order and their kinds, and equal ones both stay", async ({ page, say }) => {
  await say("1", "First", "success");
  await say("2", "Second", "info");
  await say("3", "Second", "warning");
  await say("4", "Fourth", "error");
  await page.goto("/");
  await expect(messages(page).locator("p")).toHaveText(["First", "Second", "Second", "Fourth"]);
  expect(await messages(page).evaluateAll((all) => all.map((one) => [one.dataset.flash, one.role]))).toEqual([
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

  test("a form's message is on the page it leads to, once, and can be dismissed", async ({ page }) => {
    await page.goto("/products/vermilion-wax");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(messages(page)).toHaveText(/Vermilion Sealing Wax is in your cart/);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
    await expect(messages(page)).toHaveCount(0);
  });

  test("a guard's redirect loses no message, and a reload doesn't repeat it", async ({ page, say }) => {
    await say("1", "Carried along.");
    await page.goto("/account");
    await expect(messages(page)).toHaveText(/Carried along/);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
    await expect(messages(page)).toHaveCount(0);
  });
});
