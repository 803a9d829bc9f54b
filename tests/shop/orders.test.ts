import { randomUUID } from "node:crypto";
import { expect, setSessionCookie } from "../fixtures";
import { recordOf, send } from "../support/http";
import { startServer } from "../support/server";
import {
  countOf,
  customer,
  insertCartLine,
  linesOf,
  newCustomer,
  query,
  test,
} from "../support/shop";

const statuses = (responses: readonly Response[]): number[] =>
  responses.map(({ status }) => status).sort();
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

test("an order takes the cart, empties it and reduces the stock", async ({ server, stock }) => {
  const { add, order, orders, cart, headers } = await newCustomer(server, "Anna");
  const before = await stock.of("p09");
  await add("p09", 2);
  await add("p01", 1);
  await add("p09", 1);
  const response = await order(randomUUID());
  expect([response.status, response.headers.get("cache-control")]).toEqual([201, "no-store"]);
  const placed = await response.json();
  expect(placed).toMatchObject({
    id: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
    placedAt: expect.closeTo(Date.now() / 1000, -2),
    lines: [
      { productId: "p09", name: "Dip Pen", unitPrice: 2100, quantity: 3, lineTotal: 6300 },
      { productId: "p01", unitPrice: 950, quantity: 1, lineTotal: 950 },
    ],
    total: 7250,
    currency: "EUR",
  });
  expect(await orders()).toEqual([placed]);
  const again = await send(server, `/api/orders/${placed.id}`, { headers });
  expect(await again.json()).toEqual(placed);
  expect(await cart()).toMatchObject({ lines: [], total: 0 });
  expect(await stock.of("p09")).toBe(before - 3);
});

test.describe("an idempotency key", () => {
  test("sent 50 times at once places one order", async ({ server, stock }) => {
    await stock.set("p05", 100);
    const { order, user } = await newCustomer(server, "Berta", [["p05", 2]]);
    const answers = await Promise.all(times(50, () => order("one and the same")));
    expect(new Set(statuses(answers))).toEqual(new Set([201]));
    const placed = await Promise.all(answers.map((answer) => answer.json()));
    expect(new Set(placed.map(({ id }) => id)).size).toBe(1);
    const counts = [countOf(server, "orders", user), linesOf(server, placed[0].id)];
    expect(await Promise.all(counts)).toEqual([1, 1]);
    expect(await stock.of("p05")).toBe(98);
  });

  test("sent again returns the first order and leaves the cart", async ({ server }) => {
    const { order, add, orders, cart } = await newCustomer(server, "Cora", [["p03", 1]]);
    const first = await (await order("again")).json();
    await add("p04", 2);
    const repeated = await order("again");
    expect([repeated.status, await repeated.json()]).toEqual([201, first]);
    expect(await cart()).toMatchObject({ count: 2 });
    const second = await (await order("another")).json();
    expect(await orders()).toEqual([second, first]);
  });

  test("is required, at most 200 characters, and separate for each user", async ({ server }) => {
    const [dora, dina] = await Promise.all(
      ["Dora", "Dina"].map((name) => newCustomer(server, name, [["p03", 1]])),
    );
    const invalid: [string | undefined, string][] = [
      [undefined, "idempotency_key_missing"],
      ["  ", "idempotency_key_missing"],
      ["k".repeat(201), "idempotency_key_too_long"],
    ];
    for (const [key, code] of invalid) {
      const refused = await dora?.order(key);
      expect([refused?.status, (await refused?.json()).error.code]).toEqual([400, code]);
    }
    const placed = [await dora?.order("k".repeat(200)), await dina?.order("k".repeat(200))];
    expect(placed.map((answer) => answer?.status)).toEqual([201, 201]);
  });
});

test.describe("the last items", () => {
  test("are sold once to users who order concurrently", async ({ server, stock }) => {
    await stock.set("p08", 5);
    const cart = [["p08", 1] as const, ["p01", 1] as const];
    const users = await Promise.all(times(20, (n) => newCustomer(server, `User ${n}`, cart)));
    const wax = await stock.of("p01");
    const answers = await Promise.all(users.map(({ order }) => order(randomUUID())));
    expect(statuses(answers)).toEqual([...times(5, () => 201), ...times(15, () => 409)]);
    expect([await stock.of("p08"), await stock.of("p01")]).toEqual([0, wax - 5]);
    for (const [index, { cart, user }] of users.entries()) {
      const isPlaced = answers[index]?.status === 201;
      expect((await cart()).count).toBe(isPlaced ? 0 : 2);
      expect(await countOf(server, "orders", user)).toBe(isPlaced ? 1 : 0);
    }
  });

  test("are sold once by two instances", async ({ server, stock }) => {
    const env = { DATABASE_URL: server.databaseUrl, SESSION_SECRET: server.secret };
    const second = await startServer({ env });
    try {
      await stock.set("p02", 5);
      const users = await Promise.all(
        times(10, (n) => newCustomer(server, `User ${n}`, [["p02", 1]])),
      );
      const onBoth = users.flatMap(({ user, headers, order }) => [
        order("mine"),
        customer(second, user, headers.cookie).order("mine"),
      ]);
      const expected = [...times(10, () => 201), ...times(10, () => 409)];
      expect(statuses(await Promise.all(onBoth))).toEqual(expected);
      expect(await stock.of("p02")).toBe(0);
    } finally {
      await second.stop();
    }
  });

  test("missing ones are named, nothing changes, and the key stays valid", async ({
    server,
    stock,
  }) => {
    await stock.set("p10", 2);
    await stock.set("p07", 0);
    const { order, remove, cart, orders, user } = await newCustomer(server, "Gerda", [
      ["p10", 3],
      ["p07", 1],
      ["p03", 1],
    ]);
    await insertCartLine(server, user, "p99", 1);
    const notebooks = await stock.of("p03");
    const refused = await order("short");
    const { error } = await refused.json();
    expect([refused.status, error.code]).toEqual([409, "sold_out"]);
    expect(Object.keys(error.fields)).toEqual(["p10", "p07", "p99"]);
    expect(error.fields.p10).toContain("2");
    expect(await orders()).toEqual([]);
    expect([await stock.of("p10"), await stock.of("p03")]).toEqual([2, notebooks]);
    expect(await cart()).toMatchObject({ count: 5 });

    for (const productId of ["p07", "p99"]) expect((await remove(productId)).status).toBe(200);
    expect((await remove("p99")).status).toBe(404);
    await stock.set("p10", 3);
    expect((await order("short")).status).toBe(201);
    expect(await stock.of("p10")).toBe(0);
  });

  test("do not exist for a product made to order", async ({ server, stock }) => {
    await stock.set("p12", null);
    const { order } = await newCustomer(server, "Hanna", [["p12", 99]]);
    expect(await (await order("made")).json()).toMatchObject({ total: 99 * 1200 });
  });
});

test("two tabs that order one cart at once place one order, five times", async ({ server }) => {
  const { order, add, orders } = await newCustomer(server, "Ella");
  for (let round = 1; round <= 5; round++) {
    await add("p06", 1);
    const answers = await Promise.all(times(2, () => order(randomUUID())));
    expect(statuses(answers)).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect((await refused?.json()).error.code).toBe("empty_cart");
    expect(await orders()).toHaveLength(round);
  }
});

test("prices come from the server, whatever a client sends", async ({ server }) => {
  const { add, order, cart } = await newCustomer(server, "Ida");
  await add("p02", 1, { unitPrice: 1, price: 1, name: "A gift" });
  expect(await cart()).toMatchObject({ total: 8900 });
  const lines = [{ productId: "p02", name: "A gift", unitPrice: 1, quantity: 1, lineTotal: 1 }];
  const placed = await order("lie", { total: 1, currency: "XTS", lines });
  expect(await placed.json()).toMatchObject({
    total: 8900,
    currency: "EUR",
    lines: [{ name: "Brass Signet Ring", unitPrice: 8900 }],
  });
});

test("another user's order is 404, like one that does not exist", async ({ server }) => {
  const jana = await newCustomer(server, "Jana", [["p03", 1]]);
  const klara = await newCustomer(server, "Klara");
  const { id } = await (await jana.order("mine")).json();
  const get = (id: string) => send(server, `/api/orders/${id}`, { headers: klara.headers });
  const answers = [await get(id), await get("0000-0000-0000")];
  expect(statuses(answers)).toEqual([404, 404]);
  expect(await answers[0]?.text()).toBe(await answers[1]?.text());
  expect(await klara.orders()).toEqual([]);
  expect((await klara.order("mine")).status).toBe(409);
});

test("orders are listed in pages of twenty, newest first, and limited to 120 an hour", async ({
  server,
  page,
  context,
}) => {
  const { add, order, orders, headers, user } = await newCustomer(server, "Lara");
  const ids: string[] = [];
  for (let number = 1; number <= 21; number++) {
    await add("p03", 1);
    ids.unshift((await (await order(`order ${number}`)).json()).id);
  }
  const listed = await Promise.all([1, 2, 3].map(orders));
  expect(listed.map((all) => all.map(({ id }) => id))).toEqual([
    ids.slice(0, 20),
    ids.slice(20),
    [],
  ]);
  const nextPages = [1, 2].map(async (number) => {
    const answer = await send(server, `/api/orders?page=${number}`, { headers });
    return (await answer.json()).nextPage;
  });
  expect(await Promise.all(nextPages)).toEqual([2, null]);

  await setSessionCookie(context, server, recordOf(user));
  const rows = page.getByRole("main").getByRole("listitem");
  await page.goto("/account/orders");
  await expect(rows).toHaveCount(20);
  await page.getByRole("link", { name: "Older orders" }).click();
  await expect(page).toHaveURL("/account/orders?page=2");
  await expect(rows).toHaveText([new RegExp(ids[20] ?? "none")]);
  await expect(page.getByRole("link", { name: "Older orders" })).toHaveCount(0);

  await query(server, "update attempts set points = 119 where key like 'order:%' and points = 21");
  await add("p03", 2);
  expect((await order("the 120th")).status).toBe(201);
  await add("p03", 2);
  const refused = await order("the 121st");
  expect([refused.status, (await refused.json()).error.code]).toEqual([429, "too_many_attempts"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3500);
});

test("orders are 401 for a guest", async ({ server }) => {
  const headers = { "idempotency-key": "1" };
  for (const [method, path] of [
    ["GET", "/api/orders"],
    ["POST", "/api/orders"],
    ["GET", "/api/orders/x"],
  ] as const) {
    const answer = await send(server, path, { method, headers });
    expect([answer.status, (await answer.json()).error.code]).toEqual([401, "not_signed_in"]);
  }
});

test("deleting the account deletes its cart and orders", async ({ server, page, context }) => {
  const { user, order, add } = await newCustomer(server, "Maja", [["p03", 1]]);
  const { id } = await (await order("first")).json();
  await add("p04", 1);
  const counts = () =>
    Promise.all([
      countOf(server, "cart_lines", user),
      countOf(server, "orders", user),
      linesOf(server, id),
    ]);
  expect(await counts()).toEqual([1, 1, 1]);
  await setSessionCookie(context, server, recordOf(user));
  await page.goto("/account/security");
  await page.locator("summary").click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page).toHaveURL("/");
  expect(await counts()).toEqual([0, 0, 0]);
});
