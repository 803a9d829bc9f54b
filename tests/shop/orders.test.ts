import { randomUUID } from "node:crypto";
import { expect, plantSession } from "../fixtures";
import { recordOf, send } from "../support/http";
import { startServer } from "../support/server";
import { countOf, customer, linesOf, newCustomer, plantCartLine, test } from "../support/shop";

const statuses = (responses: readonly Response[]): number[] =>
  responses.map(({ status }) => status).sort();
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

test("a member orders what is in the cart: the order has it all, the cart is empty and the stock is less", async ({
  server,
  stock,
}) => {
  const { add, order, orders, cart, headers } = await newCustomer(server, "Anna");
  const before = await stock.of("p09");
  await add("p09", 2);
  await add("p01", 1);
  await add("p09", 1);
  const response = await order(randomUUID());
  expect([response.status, response.headers.get("cache-control")]).toEqual([201, "no-store"]);
  const placed = await response.json();
  expect(placed).toEqual({
    id: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
    placedAt: expect.any(Number),
    lines: [
      { productId: "p09", name: "Dip Pen", unitPrice: 2100, quantity: 3, lineTotal: 6300 },
      {
        productId: "p01",
        name: "Vermilion Sealing Wax",
        unitPrice: 950,
        quantity: 1,
        lineTotal: 950,
      },
    ],
    total: 7250,
    currency: "EUR",
  });
  expect(Math.abs(placed.placedAt - Date.now() / 1000)).toBeLessThan(60);
  expect(await orders()).toEqual([placed]);
  expect(await (await send(server, `/api/orders/${placed.id}`, { headers })).json()).toEqual(
    placed,
  );
  expect(await cart()).toMatchObject({ lines: [], total: 0 });
  expect(await stock.of("p09")).toBe(before - 3);
});

test("50 requests at once with one key are one order, and all are told of it", async ({
  server,
  stock,
}) => {
  await stock.set("p05", 100);
  const { order, orders, person } = await newCustomer(server, "Berta", [["p05", 2]]);
  const answers = await Promise.all(times(50, () => order("one and the same")));
  expect(new Set(statuses(answers))).toEqual(new Set([201]));
  const placed = await Promise.all(answers.map((answer) => answer.json()));
  expect(new Set(placed.map(({ id }) => id)).size).toBe(1);
  expect(await orders()).toEqual([placed[0]]);
  expect([await countOf(server, "orders", person), await linesOf(server, placed[0].id)]).toEqual([
    1, 1,
  ]);
  expect(await stock.of("p05")).toBe(98);
});

test("a key that is sent again leads to the same order, also with other things in the cart, which stay there", async ({
  server,
}) => {
  const { order, add, orders, cart } = await newCustomer(server, "Cora", [["p03", 1]]);
  const first = await (await order("again")).json();
  const empty = await order("again");
  expect([empty.status, await empty.json()]).toEqual([201, first]);
  await add("p04", 2);
  expect(await (await order("again")).json()).toEqual(first);
  expect(await cart()).toMatchObject({ count: 2 });
  const second = await (await order("another")).json();
  expect(await (await order("again")).json()).toEqual(first);
  expect(await orders()).toEqual([second, first]);
});

test("two members may use the same key", async ({ server }) => {
  const both = await Promise.all(
    ["Dora", "Dina"].map((name) => newCustomer(server, name, [["p03", 1]])),
  );
  const ids = await Promise.all(
    both.map(async ({ order }) => (await (await order("1")).json()).id),
  );
  expect(new Set(ids).size).toBe(2);
});

test("ten rounds of two tabs that order one cart with keys of their own: one order each, the other tab finds the cart empty", async ({
  server,
}) => {
  const { order, add, orders } = await newCustomer(server, "Ella");
  for (let round = 1; round <= 10; round++) {
    await add("p06", 1);
    const answers = await Promise.all(times(2, () => order(randomUUID())));
    expect(statuses(answers)).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect((await refused?.json()).error).toEqual({
      code: "empty_cart",
      message: "Your cart is empty.",
    });
    expect(await orders()).toHaveLength(round);
  }
});

test("50 members want the last ten: ten orders, none left, and the others keep their carts", async ({
  server,
  stock,
}) => {
  await stock.set("p08", 10);
  const people = await Promise.all(
    times(50, (index) =>
      newCustomer(server, `Member ${index}`, [
        ["p08", 1],
        ["p01", 1],
      ]),
    ),
  );
  const wax = await stock.of("p01");
  const answers = await Promise.all(people.map(({ order }) => order(randomUUID())));
  expect(statuses(answers)).toEqual([...times(10, () => 201), ...times(40, () => 409)]);
  expect([await stock.of("p08"), await stock.of("p01")]).toEqual([0, wax - 10]);
  for (const [index, { cart, person }] of people.entries()) {
    const placed = answers[index]?.status === 201;
    expect((await cart()).count).toBe(placed ? 0 : 2);
    expect(await countOf(server, "orders", person)).toBe(placed ? 1 : 0);
  }
});

test("two instances on one database count like one: neither a key nor the last ten are given twice", async ({
  server,
  stock,
}) => {
  const second = await startServer({
    env: { DATABASE_URL: server.databaseUrl, SESSION_SECRET: server.secret },
  });
  try {
    await stock.set("p02", 10);
    const people = await Promise.all(
      times(20, (index) => newCustomer(server, `Customer ${index}`, [["p02", 1]])),
    );
    const onBoth = people.flatMap(({ person, headers, order }) => [
      order("mine"),
      customer(second, person, headers.cookie).order("mine"),
    ]);
    expect(statuses(await Promise.all(onBoth))).toEqual([
      ...times(20, () => 201),
      ...times(20, () => 409),
    ]);
    expect(await stock.of("p02")).toBe(0);
    const placed = await Promise.all(people.map(({ person }) => countOf(server, "orders", person)));
    expect(placed.sort()).toEqual([...times(10, () => 0), ...times(10, () => 1)]);
  } finally {
    await second.stop();
  }
});

test("too few are told by name, with how many are left, and nothing has changed", async ({
  server,
  stock,
}) => {
  await stock.set("p10", 2);
  await stock.set("p07", 0);
  const { order, remove, cart, orders, person } = await newCustomer(server, "Gerda", [
    ["p10", 3],
    ["p07", 1],
    ["p03", 1],
  ]);
  await plantCartLine(server, person, "p99", 1);
  const notebooks = await stock.of("p03");
  const refused = await order("short");
  expect([refused.status, (await refused.json()).error]).toEqual([
    409,
    {
      code: "sold_out",
      message:
        "Blue-Black Ink: only 2 left. Deckle-Edge Envelopes is sold out. Something in your cart is no longer sold.",
      fields: {
        p10: "Blue-Black Ink: only 2 left.",
        p07: "Deckle-Edge Envelopes is sold out.",
        p99: "Something in your cart is no longer sold.",
      },
    },
  ]);
  expect(await orders()).toEqual([]);
  expect([await stock.of("p10"), await stock.of("p03")]).toEqual([2, notebooks]);
  expect(await cart()).toMatchObject({ count: 5 });

  // The key is still good: nothing was ordered with it.
  for (const productId of ["p07", "p99"]) expect((await remove(productId)).status).toBe(200);
  expect((await remove("p99")).status).toBe(404);
  await stock.set("p10", 3);
  expect((await order("short")).status).toBe(201);
  expect(await stock.of("p10")).toBe(0);
});

test("what is made to order never runs out", async ({ server, stock }) => {
  await stock.set("p12", null);
  const { order, orders } = await newCustomer(server, "Hanna", [["p12", 99]]);
  expect((await order("made")).status).toBe(201);
  expect(await orders()).toMatchObject([{ total: 99 * 1200 }]);
});

test("prices come from the shop, whatever a client sends along", async ({ server }) => {
  const { add, order, cart } = await newCustomer(server, "Ida");
  await add("p02", 1, { unitPrice: 1, price: 1, name: "A gift" });
  expect(await cart()).toMatchObject({ total: 8900 });
  const lie = {
    total: 1,
    currency: "XTS",
    lines: [{ productId: "p02", name: "A gift", unitPrice: 1, quantity: 1, lineTotal: 1 }],
  };
  expect(await (await order("lie", lie)).json()).toMatchObject({
    total: 8900,
    currency: "EUR",
    lines: [{ name: "Brass Signet Ring", unitPrice: 8900 }],
  });
});

test("another's order is as unknown as one that never was", async ({ server }) => {
  const jana = await newCustomer(server, "Jana", [["p03", 1]]);
  const klara = await newCustomer(server, "Klara");
  const { id } = await (await jana.order("mine")).json();
  const answers = await Promise.all(
    [id, "0000-0000-0000"].map((number) =>
      send(server, `/api/orders/${number}`, { headers: klara.headers }),
    ),
  );
  expect(statuses(answers)).toEqual([404, 404]);
  const [theirs, nobodys] = await Promise.all(answers.map((answer) => answer.text()));
  expect(theirs).toBe(nobodys);
  expect(await klara.orders()).toEqual([]);
  expect((await klara.order("mine")).status).toBe(409);
});

test("a guest is asked to log in, and nobody to send a key twice", async ({ server }) => {
  const { order, cart } = await newCustomer(server, "Lena", [["p03", 1]]);
  for (const [path, method] of [
    ["/api/orders", "GET"],
    ["/api/orders", "POST"],
    ["/api/orders/x", "GET"],
  ] as const) {
    const answer = await send(server, path, { method, headers: { "idempotency-key": "1" } });
    expect([answer.status, (await answer.json()).error.code]).toEqual([401, "not_signed_in"]);
  }
  const codes: [string | undefined, number, string][] = [
    [undefined, 400, "idempotency_key_missing"],
    ["  ", 400, "idempotency_key_missing"],
    ["k".repeat(201), 400, "idempotency_key_too_long"],
  ];
  for (const [key, status, code] of codes) {
    const answer = await order(key);
    expect([answer.status, (await answer.json()).error.code]).toEqual([status, code]);
  }
  expect(await cart()).toMatchObject({ count: 1 });
  expect((await order("k".repeat(200))).status).toBe(201);
});

test("deleting the account takes cart and orders along", async ({ server, page, context }) => {
  const { person, order, add } = await newCustomer(server, "Maja", [["p03", 1]]);
  const { id } = await (await order("first")).json();
  await add("p04", 1);
  expect(
    await Promise.all(
      (["cart_lines", "orders"] as const).map((table) => countOf(server, table, person)),
    ),
  ).toEqual([1, 1]);
  await plantSession(context, server, recordOf(person));
  await page.goto("/account/security");
  await page.getByText("I want to delete my account").click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByText("You are not logged in.")).toBeVisible();
  const left = (["cart_lines", "orders"] as const).map((table) => countOf(server, table, person));
  expect(await Promise.all([...left, linesOf(server, id)])).toEqual([0, 0, 0]);
});
