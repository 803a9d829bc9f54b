import { isDeepStrictEqual } from "node:util";
import { createClient } from "@libsql/client";
import { expect } from "@playwright/test";
import type { Server } from "../../tests/fixtures";
import type { Quantities, Shopper } from "./shoppers";

type StoredOrder = {
  id: string;
  userId: string;
  key: string;
  total: number;
  lines: Record<string, number>;
  /** Quantity times price of all lines. */
  sum: number;
};

type Database = Pick<Server, "databaseUrl">;

/** Orders, carts and stock as the database has them. */
async function readLedger({ databaseUrl }: Database) {
  const client = createClient({ url: databaseUrl, timeout: 5000 });
  try {
    const [orderRows, cartRows, stockRows] = await client.batch([
      `select o.id, o.user_id, o.idempotency_key, o.total, l.product_id, l.quantity, l.unit_price
       from orders o left join order_lines l on l.order_id = o.id`,
      "select user_id, product_id, quantity from cart_lines",
      "select product_id, available from stock",
    ]);
    const orders = new Map<string, StoredOrder>();
    for (const row of orderRows?.rows ?? []) {
      const id = String(row.id);
      const order = orders.get(id) ?? {
        id,
        userId: String(row.user_id),
        key: String(row.idempotency_key),
        total: Number(row.total),
        lines: {},
        sum: 0,
      };
      if (row.product_id !== null) order.lines[String(row.product_id)] = Number(row.quantity);
      order.sum += Number(row.quantity) * Number(row.unit_price);
      orders.set(id, order);
    }
    const lines = (userId: string) =>
      (cartRows?.rows ?? [])
        .filter((row) => row.user_id === userId)
        .map((row) => [String(row.product_id), Number(row.quantity)] as const);
    const stock = (stockRows?.rows ?? []).map(
      (row) => [String(row.product_id), Number(row.available)] as const,
    );
    return {
      orders: [...orders.values()],
      cartOf: (userId: string): Quantities => Object.fromEntries(lines(userId)),
      stock: Object.fromEntries(stock),
    };
  } finally {
    client.close();
  }
}

type Ledger = Awaited<ReturnType<typeof readLedger>>;

/** What is wrong with a shopper's orders and how many of them were stored although the response was lost. */
function checkShopper({ user, attempts }: Shopper, { orders, cartOf }: Ledger) {
  const own = orders.filter(({ userId }) => userId === user.id);
  const problems: string[] = [];
  let unacknowledged = 0;
  for (const { key, lines, orderId } of attempts) {
    const stored = own.filter((order) => order.key === key);
    const details = JSON.stringify({ key, lines, orderId, stored });
    if (orderId && (stored.length !== 1 || stored[0]?.id !== orderId))
      problems.push(`acknowledged, but not stored once: ${details}`);
    if (!orderId && stored.length) unacknowledged++;
    if (!orderId && !stored.length && !isDeepStrictEqual(cartOf(user.id), lines))
      problems.push(`not stored, and the cart has changed: ${details}`);
    for (const order of stored)
      if (order.sum !== order.total || !isDeepStrictEqual(order.lines, lines))
        problems.push(`incomplete: ${details}`);
  }
  const keys = new Set(attempts.map(({ key }) => key));
  const unknown = own.filter(({ key }) => !keys.has(key));
  if (unknown.length) problems.push(`stored, but never sent: ${JSON.stringify(unknown)}`);
  return { problems, unacknowledged };
}

/**
 * Expects that every acknowledged order is stored once, with all lines, its total, and taken from the stock. An order
 * without a response is stored completely, or not at all and still in the cart.
 * @param initialStock quantities before the first order, by product id
 */
export async function expectConsistentOrders(
  database: Database,
  shoppers: readonly Shopper[],
  initialStock: Quantities,
): Promise<{ orders: number; unacknowledged: number }> {
  const ledger = await readLedger(database);
  const checks = shoppers.map((shopper) => checkShopper(shopper, ledger));
  // One expectation for all: the runner is slow with thousands.
  expect(checks.flatMap(({ problems }) => problems)).toEqual([]);
  const left: Record<string, number> = { ...initialStock };
  for (const { lines } of ledger.orders)
    for (const [id, quantity] of Object.entries(lines)) left[id] = (left[id] ?? 0) - quantity;
  expect(ledger.stock, "the stock is reduced by the orders").toMatchObject(left);
  const unacknowledged = checks.reduce((sum, check) => sum + check.unacknowledged, 0);
  return { orders: ledger.orders.length, unacknowledged };
}
