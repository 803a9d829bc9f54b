import { expect, plantSession, type Page } from "../fixtures";
import { recordOf, send } from "../support/http";
import { addPerson } from "../support/users";
import { newCustomer, plantCartLine, test, type Customer } from "../support/shop";

const main = (page: Page) => page.getByRole("main");
const placeOrder = (page: Page) => main(page).getByRole("button", { name: "Place order" });
const orderNumber = (page: Page) => main(page).getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
const flashed = (page: Page, category: string) => page.locator(`[data-flash=${category}]`);
const notice = (page: Page) =>
  main(page).getByRole("region", { name: "Not everything is in stock" });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    /** A new member in this browser. */
    const comeIn = async (
      page: Page,
      server: Parameters<typeof newCustomer>[0],
      name: string,
      cart: [string, number][],
    ): Promise<Customer> => {
      const customer = await newCustomer(server, name, cart);
      await plantSession(page.context(), server, recordOf(customer.person));
      return customer;
    };

    test("somebody fills a cart as a guest, logs in on the way, orders, and finds the receipt among the orders", async ({
      page,
      server,
    }) => {
      const { email, password } = await addPerson(server.databaseUrl, "Nina");
      await page.goto("/products/dip-pen");
      await page.getByLabel("Quantity").fill("3");
      await page.getByRole("button", { name: "Add to cart" }).click();
      await page.getByRole("link", { name: "Cart, 3 items" }).click();
      await page.getByRole("link", { name: "Check out" }).click();
      await expect(page).toHaveURL("/login?next=%2Fcheckout");
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page).toHaveURL("/checkout");
      await expect(main(page).getByRole("listitem")).toHaveText([/Dip Pen.*3 × €21\.00.*€63\.00/]);
      await placeOrder(page).click();
      await expect(page).toHaveURL(/\/account\/orders\/[0-9A-Z-]{14}$/);
      await expect(flashed(page, "success")).toContainText("Thank you. Your order is placed.");
      await expect(page.getByRole("link", { name: "Cart, 0 items" })).toBeVisible();
      const number = await orderNumber(page).innerText();
      await expect(main(page).getByRole("row", { name: "Dip Pen" })).toContainText("€63.00");
      await expect(main(page).getByRole("row", { name: "Total" })).toContainText("€63.00");
      await expect(main(page).getByRole("button", { name: "Print" })).toHaveCount(
        javaScriptEnabled ? 1 : 0,
      );
      await page
        .getByRole("navigation", { name: "Member pages" })
        .getByRole("link", { name: "Orders" })
        .click();
      await expect(page.getByRole("heading", { name: "Your orders" })).toBeVisible();
      await expect(main(page).getByRole("listitem")).toHaveText([
        new RegExp(`${number}.*3 things.*€63\\.00`),
      ]);
      await page.getByRole("link", { name: number }).click();
      await expect(main(page).getByRole("heading", { name: "Receipt" })).toBeVisible();
    });

    test("who goes back after ordering finds nothing left to order, and the way to the order", async ({
      page,
      server,
    }) => {
      const { orders } = await comeIn(page, server, "Olga", [["p03", 1]]);
      await page.goto("/cart");
      await page.getByRole("link", { name: "Check out" }).click();
      await placeOrder(page).click();
      await expect(flashed(page, "success")).toContainText("Your order is placed.");
      await page.goBack();
      await expect(page.getByRole("heading", { name: "There is nothing to order." })).toBeVisible();
      await main(page).getByRole("link", { name: "Your orders" }).click();
      await expect(main(page).getByRole("listitem")).toHaveCount(1);
      expect(await orders()).toHaveLength(1);
    });

    test("when the answer to an order is lost on its way, pressing again leads to that order", async ({
      page,
      server,
    }) => {
      const { orders, add } = await comeIn(page, server, "Zita", [["p03", 1]]);
      await page.goto("/checkout");
      let lost = 0;
      await page.route("/checkout", async (route) => {
        if (route.request().method() !== "POST" || lost++) return route.continue();
        await route.fetch({ maxRedirects: 0 });
        await route.abort("aborted");
      });
      await placeOrder(page).click();
      await expect.poll(orders).toHaveLength(1);
      if (javaScriptEnabled)
        await expect(main(page).getByRole("alert")).toContainText("This did not reach us.");
      await add("p02", 1);
      await placeOrder(page).click();
      await expect(
        flashed(page, "success").filter({ hasText: "You placed this order before. Here it is." }),
      ).toBeVisible();
      expect(await orders()).toMatchObject([{ id: page.url().split("/").at(-1), total: 1800 }]);
      await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
    });

    test("two tabs: the first orders, the second is told that nothing is left to order", async ({
      page,
      context,
      server,
    }) => {
      const { orders } = await comeIn(page, server, "Paula", [["p03", 2]]);
      const other = await context.newPage();
      await Promise.all([page, other].map((tab) => tab.goto("/checkout")));
      await placeOrder(page).click();
      await expect(flashed(page, "success")).toBeVisible();
      await placeOrder(other).click();
      await expect(flashed(other, "warning")).toContainText("Your cart is empty.");
      await expect(
        other.getByRole("heading", { name: "There is nothing to order." }),
      ).toBeVisible();
      await main(other).getByRole("link", { name: "Your orders" }).click();
      await expect(main(other).getByRole("listitem")).toHaveCount(1);
      expect(await orders()).toHaveLength(1);
    });

    test("what was not on the page when the button was pressed is not ordered", async ({
      page,
      server,
    }) => {
      const { add, orders } = await comeIn(page, server, "Rita", [["p03", 1]]);
      await page.goto("/checkout");
      await add("p02", 1);
      await placeOrder(page).click();
      await expect(flashed(page, "warning")).toContainText("your cart has changed");
      expect(await orders()).toEqual([]);
      await expect(main(page).getByRole("listitem")).toHaveCount(2);
      await placeOrder(page).click();
      await expect(flashed(page, "success")).toContainText("Your order is placed.");
      expect(await orders()).toMatchObject([{ total: 1800 + 8900 }]);
    });

    test("what sells out between review and order is told, and the rest can be had with one press", async ({
      page,
      server,
      stock,
    }) => {
      await stock.set("p10", 5);
      await stock.set("p07", 5);
      const { person, orders } = await comeIn(page, server, "Susi", [
        ["p10", 3],
        ["p07", 1],
        ["p03", 1],
      ]);
      await plantCartLine(server, person, "p99", 2);
      await page.goto("/checkout");
      await expect(notice(page).getByRole("listitem")).toHaveText([
        "Something in your cart is no longer sold.",
      ]);
      await expect(placeOrder(page)).toHaveCount(0);
      await notice(page).getByRole("button", { name: "Take what is left" }).click();
      await expect(placeOrder(page)).toBeVisible();

      await stock.set("p10", 2);
      await stock.set("p07", 0);
      await placeOrder(page).click();
      await expect(flashed(page, "warning")).toContainText(
        "Nothing was ordered: not everything is in stock any more.",
      );
      await expect(notice(page).getByRole("listitem")).toHaveText([
        "Blue-Black Ink: only 2 left.",
        "Deckle-Edge Envelopes is sold out.",
      ]);
      expect(await orders()).toEqual([]);
      await notice(page).getByRole("button", { name: "Take what is left" }).click();
      await expect(flashed(page, "info")).toContainText(
        "Blue-Black Ink: now 2. Deckle-Edge Envelopes is no longer in your cart.",
      );
      await expect(page.getByRole("link", { name: "Cart, 3 items" })).toBeVisible();
      await placeOrder(page).click();
      await expect(flashed(page, "success")).toContainText("Your order is placed.");
      expect(await orders()).toMatchObject([{ total: 2 * 1250 + 1800 }]);
    });

    test("a guest's cart tells what has sold out since, keeps the line, and makes do with what is left", async ({
      page,
      stock,
    }) => {
      await stock.set("p12", 9);
      await page.goto("/products/pocket-notebooks");
      await page.getByLabel("Quantity").fill("4");
      await page.getByRole("button", { name: "Add to cart" }).click();
      // Not the badge: it counts before the server has answered.
      await expect(flashed(page, "success")).toContainText("in your cart");
      await stock.set("p12", 0);
      await page.goto("/cart");
      const row = main(page)
        .getByRole("listitem")
        .filter({ has: page.getByRole("heading", { name: "Pocket Notebooks" }) });
      await expect(row).toContainText("Sold out");
      await expect(notice(page)).toContainText("Pocket Notebooks is sold out.");
      await stock.set("p12", 1);
      await page.reload();
      await expect(row).toContainText("Only 1 left");
      await notice(page).getByRole("button", { name: "Take what is left" }).click();
      await expect(page.getByRole("link", { name: "Cart, 1 item" })).toBeVisible();
      await expect(notice(page)).toHaveCount(0);
    });

    test("whoever's session ended at the checkout logs in and orders, once", async ({
      page,
      context,
      server,
    }) => {
      const { person, orders } = await comeIn(page, server, "Tina", [["p03", 1]]);
      await page.goto("/checkout");
      await context.clearCookies({ name: "__Host-session" });
      await placeOrder(page).click();
      await page.getByLabel("Email").fill(person.email);
      await page.getByLabel("Password").fill(person.password);
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page).toHaveURL("/checkout");
      expect(await orders()).toEqual([]);
      await placeOrder(page).click();
      await expect(
        flashed(page, "success").filter({ hasText: "Your order is placed." }),
      ).toBeVisible();
      expect(await orders()).toHaveLength(1);
    });
  });
}

test("a button pressed twice in one breath places one order", async ({ page, server }) => {
  const customer = await newCustomer(server, "Ursel", [["p03", 1]]);
  await plantSession(page.context(), server, recordOf(customer.person));
  await page.goto("/checkout");
  await placeOrder(page).dblclick();
  await expect(flashed(page, "success")).toContainText("Thank you.");
  expect(await customer.orders()).toHaveLength(1);
});

test("another's order is a page that is not there", async ({ page, server }) => {
  const vera = await newCustomer(server, "Vera Private", [["p03", 1]]);
  const wilma = await newCustomer(server, "Wilma");
  const { id } = await (await vera.order("1")).json();
  await plantSession(page.context(), server, recordOf(wilma.person));
  const answer = await page.goto(`/account/orders/${id}`);
  expect(answer?.status()).toBe(404);
  expect(await page.content()).not.toContain("Vera");
  await expect(
    page.getByRole("heading", { name: "There is nothing at this address." }),
  ).toBeVisible();
  expect((await send(server, `/account/orders/${id}`, { headers: vera.headers })).status).toBe(200);
});

test("a guest is asked to log in before any order, with the way back", async ({ server }) => {
  for (const path of ["/checkout", "/account/orders", "/account/orders/0000-0000-0000"]) {
    const answer = await send(server, path);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      307,
      `${server.origin}/login?next=${encodeURIComponent(path)}`,
    ]);
  }
});

test("on paper a receipt is black on white, in dark colours too, without what is only for the screen", async ({
  page,
  server,
}) => {
  const { order, person } = await newCustomer(server, "Xenia", [
    ["p09", 2],
    ["p01", 1],
  ]);
  const { id } = await (await order("1")).json();
  await plantSession(page.context(), server, recordOf(person));
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-printed", "");
  });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`/account/orders/${id}`);
  await expect(main(page).locator("time")).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\dT/);
  await main(page).getByRole("button", { name: "Print" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-printed");

  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(orderNumber(page)).toBeVisible();
  await expect(main(page).getByRole("row", { name: "Total" })).toContainText("€51.50");
  await expect(page.getByText("Xenia,")).toContainText(person.email);
  for (const hidden of ["banner", "contentinfo", "navigation", "button"] as const)
    await expect(page.getByRole(hidden)).toHaveCount(0);
  const paper = await page.evaluate(() => {
    const { color } = getComputedStyle(document.querySelector("main td") ?? document.body);
    return [color, getComputedStyle(document.body).backgroundColor];
  });
  expect(paper).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
});

test("whoever has ordered nothing is told so, with a way to the shelf", async ({
  page,
  loggedInAs,
}) => {
  await loggedInAs("Yrsa");
  await page.goto("/account/orders");
  await expect(main(page)).toContainText("You have not ordered anything yet.");
  await expect(page.getByRole("link", { name: "Orders" })).toHaveAttribute("aria-current", "page");
  await main(page).getByRole("link", { name: "See the products" }).click();
  await expect(page).toHaveURL("/#products");
});
