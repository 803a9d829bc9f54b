import { expect, setSessionCookie, SESSION_COOKIE, type Page, type Server } from "../fixtures";
import { recordOf, send } from "../support/http";
import { newCustomer, insertCartLine, test, type Customer } from "../support/shop";
import { flashes, formError, submitLogin } from "../support/steps";
import { addUser } from "../support/users";

const main = (page: Page) => page.getByRole("main");
const placeOrder = (page: Page) => page.getByRole("button", { name: "Place order" });
const takeRest = (page: Page) =>
  page.getByRole("button", { name: "Update cart to available stock" });
const shortages = (page: Page) => page.locator("[aria-labelledby=shortage]").getByRole("listitem");
const ORDER_URL = /\/account\/orders\/([0-9A-Z]{4}-){2}[0-9A-Z]{4}$/;

/** Signs a new user with this cart in. */
async function signIn(page: Page, server: Server, cart: [string, number][]): Promise<Customer> {
  const customer = await newCustomer(server, "Olga", cart);
  await setSessionCookie(page.context(), server, recordOf(customer.user));
  return customer;
}

test(
  "a guest fills the cart, logs in, orders and finds the receipt",
  { tag: "@without-javascript" },
  async ({ page, server }) => {
    await page.goto("/products/dip-pen");
    await page.getByLabel("Quantity").fill("3");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("link", { name: "Cart, 3 items" }).click();
    await page.getByRole("link", { name: "Check out" }).click();
    await expect(page).toHaveURL("/login?next=%2Fcheckout");
    await submitLogin(page, await addUser(server.databaseUrl, "Nina"));
    await expect(page).toHaveURL("/checkout");
    await expect(main(page).getByRole("listitem")).toHaveText([/Dip Pen.*3 × €21\.00.*€63\.00/]);
    await placeOrder(page).click();
    await expect(page).toHaveURL(ORDER_URL);
    await expect(flashes(page, "success")).toBeVisible();
    await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
    await expect(page.getByRole("row", { name: "Dip Pen" })).toContainText("€63.00");
    await expect(page.getByRole("row", { name: "Total" })).toContainText("€63.00");
    const number = page.url().split("/").at(-1) ?? "";
    await page.getByRole("link", { name: "Orders", exact: true }).click();
    await expect(main(page).getByRole("listitem")).toHaveText([new RegExp(`${number}.*€63`)]);
    await page.getByRole("link", { name: number }).click();
    await expect(page).toHaveURL(ORDER_URL);
  },
);

test(
  "after a lost response, pressing again leads to the same order",
  { tag: "@without-javascript" },
  async ({ javaScriptEnabled, page, server }) => {
    const { orders, add } = await signIn(page, server, [["p03", 1]]);
    await page.goto("/checkout");
    let isLost = false;
    await page.route("/checkout", async (route) => {
      if (route.request().method() !== "POST" || isLost) return route.continue();
      isLost = true;
      await route.fetch({ maxRedirects: 0 });
      await route.abort("aborted");
    });
    await placeOrder(page).click();
    await expect.poll(orders).toHaveLength(1);
    if (javaScriptEnabled) await expect(formError(page)).toBeVisible();
    await add("p02", 1);
    await placeOrder(page).click();
    await expect(page).toHaveURL(ORDER_URL);
    expect(await orders()).toMatchObject([{ id: page.url().split("/").at(-1), total: 1800 }]);
    await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
  },
);

test(
  "products that sell out between review and order are listed, and the rest can be ordered",
  { tag: "@without-javascript" },
  async ({ page, server, stock }) => {
    await stock.set("p10", 5);
    await stock.set("p07", 5);
    const cart: [string, number][] = [
      ["p10", 3],
      ["p07", 1],
      ["p03", 1],
    ];
    const { user, orders } = await signIn(page, server, cart);
    await insertCartLine(server, user, "p99", 2);
    await page.goto("/checkout");
    await expect(shortages(page)).toHaveCount(1);
    await expect(placeOrder(page)).toHaveCount(0);
    await takeRest(page).click();
    await expect(placeOrder(page)).toBeVisible();

    await stock.set("p10", 2);
    await stock.set("p07", 0);
    await placeOrder(page).click();
    await expect(flashes(page, "warning")).toBeVisible();
    await expect(shortages(page)).toHaveText([/Blue-Black Ink.*2/, /Deckle-Edge Envelopes/]);
    expect(await orders()).toEqual([]);
    await takeRest(page).click();
    await expect(page.getByRole("link", { name: "Cart, 3 items" })).toBeVisible();
    await placeOrder(page).click();
    await expect(page).toHaveURL(ORDER_URL);
    expect(await orders()).toMatchObject([{ total: 2 * 1250 + 1800 }]);
  },
);

test.describe("one order is placed", () => {
  test("by a double click", async ({ page, server }) => {
    const { orders } = await signIn(page, server, [["p03", 1]]);
    await page.goto("/checkout");
    await placeOrder(page).dblclick();
    await expect(page).toHaveURL(ORDER_URL);
    expect(await orders()).toHaveLength(1);
  });

  test("by two tabs", async ({ page, context, server }) => {
    const { orders } = await signIn(page, server, [["p03", 2]]);
    const other = await context.newPage();
    await Promise.all([page, other].map((tab) => tab.goto("/checkout")));
    await placeOrder(page).click();
    await expect(page).toHaveURL(ORDER_URL);
    await placeOrder(other).click();
    await expect(flashes(other, "warning")).toBeVisible();
    await main(other).getByRole("link", { name: "Your orders" }).click();
    await expect(main(other).getByRole("listitem")).toHaveCount(1);
    expect(await orders()).toHaveLength(1);
  });

  test("and Back shows an empty cart", async ({ page, server }) => {
    const { orders } = await signIn(page, server, [["p03", 1]]);
    await page.goto("/cart");
    await page.getByRole("link", { name: "Check out" }).click();
    await placeOrder(page).click();
    await expect(page).toHaveURL(ORDER_URL);
    await page.goBack();
    await expect(main(page).getByRole("link", { name: "Your orders" })).toBeVisible();
    await expect(placeOrder(page)).toHaveCount(0);
    expect(await orders()).toHaveLength(1);
  });

  test("after logging in again at the checkout, and the next one is another", async ({
    page,
    context,
    server,
  }) => {
    const { user, orders, add } = await signIn(page, server, [["p03", 1]]);
    await page.goto("/checkout");
    await context.clearCookies({ name: SESSION_COOKIE });
    await placeOrder(page).click();
    await submitLogin(page, user);
    await expect(page).toHaveURL("/checkout");
    expect(await orders()).toEqual([]);
    await placeOrder(page).click();
    await expect(page).toHaveURL(ORDER_URL);
    expect(await orders()).toHaveLength(1);
    await add("p02", 1);
    await page.getByRole("link", { name: /^Cart/ }).click();
    await page.getByRole("link", { name: "Check out" }).click();
    await placeOrder(page).click();
    await expect(flashes(page, "success")).toBeVisible();
    expect(await orders()).toHaveLength(2);
  });
});

test("an item added after the review is not ordered", async ({ page, server }) => {
  const { add, orders } = await signIn(page, server, [["p03", 1]]);
  await page.goto("/checkout");
  await add("p02", 1);
  await placeOrder(page).click();
  await expect(flashes(page, "warning")).toBeVisible();
  expect(await orders()).toEqual([]);
  await expect(main(page).getByRole("listitem")).toHaveCount(2);
  await placeOrder(page).click();
  await expect(page).toHaveURL(ORDER_URL);
  expect(await orders()).toMatchObject([{ total: 1800 + 8900 }]);
});

test("a guest's cart lists sold-out products and can be reduced to the stock", async ({
  page,
  stock,
}) => {
  await stock.set("p12", 9);
  await page.goto("/products/pocket-notebooks");
  await page.getByLabel("Quantity").fill("4");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(flashes(page, "success")).toBeVisible();
  await stock.set("p12", 0);
  await page.goto("/cart");
  await expect(shortages(page)).toHaveText([/Pocket Notebooks.*sold out/]);
  await stock.set("p12", 1);
  await page.reload();
  await expect(shortages(page)).toHaveText([/1 left/]);
  await takeRest(page).click();
  await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
  await expect(shortages(page)).toHaveCount(0);
});

test.describe("a receipt", () => {
  test("of another user is 404", async ({ page, server }) => {
    const vera = await newCustomer(server, "Vera Private", [["p03", 1]]);
    const { id } = await (await vera.order("1")).json();
    await signIn(page, server, []);
    expect((await page.goto(`/account/orders/${id}`))?.status()).toBe(404);
    expect(await page.content()).not.toContain("Vera");
    const own = await send(server, `/account/orders/${id}`, { headers: vera.headers });
    expect(own.status).toBe(200);
  });

  test("is printed black on white, without navigation and buttons", async ({ page, server }) => {
    const { order, user } = await signIn(page, server, [["p09", 2]]);
    const { id } = await (await order("1")).json();
    await page.addInitScript(() => {
      window.print = () => document.documentElement.setAttribute("data-printed", "");
    });
    await page.goto(`/account/orders/${id}`);
    await page.getByRole("button", { name: "Print" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-printed");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await expect(main(page)).toContainText(id);
    await expect(main(page)).toContainText(user.email);
    for (const hidden of ["banner", "contentinfo", "navigation", "button"] as const)
      await expect(page.getByRole(hidden)).toHaveCount(0);
    await expect(page.locator("main td").first()).toHaveCSS("color", "rgb(0, 0, 0)");
    await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
  });
});

test("without orders, the list leads to the products", async ({ page, loggedInAs }) => {
  await loggedInAs("Yrsa");
  await page.goto("/account/orders");
  await main(page).getByRole("link", { name: "See the products" }).click();
  await expect(page).toHaveURL("/#products");
});
