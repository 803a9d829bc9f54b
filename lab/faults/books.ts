import { isDeepStrictEqual } from "node:util";
import { createClient } from "@libsql/client";
import { expect } from "@playwright/test";
import type { Server } from "../../tests/fixtures";
import type { Buyer, Lines } from "./buyers";

/** An order as it stands in the database. */
type Booked = {
  id: string;
  user: string;
  key: string;
  total: number;
  lines: Record<string, number>;
  sum: number;
};

/** What the database has of orders, carts and stock, asked past the server. */
export async function readBooks({ databaseUrl }: Pick<Server, "databaseUrl">) {
  const client = createClient({ url: databaseUrl, timeout: 5000 });
  try {
    const [orders, carts, stock] = await client.batch([
      `select o.id, o.user_id, o.idempotency_key, o.total, l.product_id, l.quantity, l.unit_price
       from orders o left join order_lines l on l.order_id = o.id`,
      "select user_id, product_id, quantity from cart_lines",
      "select product_id, available from stock",
    ]);
    const booked = new Map<string, Booked>();
    for (const row of orders?.rows ?? []) {
      const [id, user, key, total] = [
        String(row.id),
        String(row.user_id),
        String(row.idempotency_key),
        Number(row.total),
      ];
      const order = booked.get(id) ?? { id, user, key, total, lines: {}, sum: 0 };
      if (row.product_id !== null) order.lines[String(row.product_id)] = Number(row.quantity);
      order.sum += Number(row.quantity) * Number(row.unit_price);
      booked.set(id, order);
    }
    const cartOf = (user: string): Lines =>
      Object.fromEntries(
        (carts?.rows ?? [])
          .filter((row) => row.user_id === user)
          .map((row) => [String(row.product_id), Number(row.quantity)]),
      );
    return {
      orders: [...booked.values()],
      cartOf,
      stock: Object.fromEntries(
        (stock?.rows ?? []).map((row) => [String(row.product_id), Number(row.available)]),
      ),
    };
  } finally {
    client.close();
  }
}

/**
 * Holds what is promised of orders: whatever was answered is there, once, with all its lines, its total and out of the
 * stock; what was not answered is there just as whole or not at all, and then still lies in the cart.
 * @param stocked how many of each product there were to begin with
 * @returns how many orders there are, and how many of them nobody had been told of
 */
export async function expectBooksInOrder(
  server: Pick<Server, "databaseUrl">,
  buyers: readonly Buyer[],
  stocked: Lines,
): Promise<{ orders: number; untold: number }> {
  const { orders, cartOf, stock } = await readBooks(server);
  let untold = 0;
  // Gathered, because looking at thousands of orders one expectation at a time takes minutes.
  const wrong: string[] = [];
  for (const { person, tries } of buyers) {
    const theirs = orders.filter(({ user }) => user === person.id);
    for (const { key, lines, order } of tries) {
      const found = theirs.filter((one) => one.key === key);
      const said = JSON.stringify({ key, lines, order, found });
      if (order && (found.length !== 1 || found[0]?.id !== order))
        wrong.push(`what was acknowledged is not there, once: ${said}`);
      if (!order && found.length) untold++;
      if (!order && !found.length && !isDeepStrictEqual(cartOf(person.id), lines))
        wrong.push(`what was not ordered is not in the cart: ${said}`);
      for (const { sum, total, ...one } of found)
        if (sum !== total || !isDeepStrictEqual(one.lines, lines)) wrong.push(`not whole: ${said}`);
    }
    expect(theirs.length, "nothing was ordered that nobody sent").toBe(
      theirs.filter(({ key }) => tries.some((one) => one.key === key)).length,
    );
  }
  expect(wrong).toEqual([]);
  const sold: Record<string, number> = {};
  for (const { lines } of orders)
    for (const [id, quantity] of Object.entries(lines)) sold[id] = (sold[id] ?? 0) + quantity;
  const left = Object.fromEntries(
    Object.entries(stocked).map(([id, quantity]) => [id, quantity - (sold[id] ?? 0)]),
  );
  expect(stock, "what was ordered is out of the stock, and nothing else").toMatchObject(left);
  return { orders: orders.length, untold };
}
