import "server-only";
import { and, asc, desc, eq, inArray, sql, type SQL } from "drizzle-orm";
import { db, type Database } from "../db/client";
import { orderLines, orders } from "./schema";

/** An order with the names and prices it was placed with. Times are seconds since 1970, money is in minor units. */
export type Order = Readonly<{
  id: string;
  placedAt: number;
  lines: readonly Readonly<{
    productId: string;
    name: string;
    unitPrice: number;
    quantity: number;
    lineTotal: number;
  }>[];
  total: number;
  currency: string;
}>;

/** A query with one row for each line, newest order first. For `ordersFrom()`. */
export function selectOrders(database: Database, which: SQL | undefined) {
  const { id, placedAt, total, currency } = orders;
  const { productId, name, unitPrice, quantity } = orderLines;
  return database
    .select({
      order: { id, placedAt, total, currency },
      line: { productId, name, unitPrice, quantity },
    })
    .from(orders)
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .where(which)
    .orderBy(desc(orders.placedAt), desc(sql`${orders}.rowid`), asc(sql`${orderLines}.rowid`));
}

type OrderRow = Awaited<ReturnType<typeof selectOrders>>[number];

/** Groups the rows of `selectOrders()` into orders. */
export function ordersFrom(rows: readonly OrderRow[]): Order[] {
  const linesOf = new Map<string, OrderRow["line"][]>();
  for (const { order, line } of rows)
    linesOf.set(order.id, [...(linesOf.get(order.id) ?? []), line]);
  const firstRows = rows.filter(({ order }, index) => order.id !== rows[index - 1]?.order.id);
  return firstRows.map(({ order }) => ({
    ...order,
    lines: (linesOf.get(order.id) ?? []).map((line) => ({
      ...line,
      lineTotal: line.unitPrice * line.quantity,
    })),
  }));
}

/** Orders on one page. */
export const PAGE_SIZE = 20;

/** A page of the user's orders, newest first, counted from 1; `nextPage` is null on the last one. */
export async function listOrders(
  userId: string,
  page = 1,
): Promise<{ orders: Order[]; nextPage: number | null }> {
  const database = await db();
  const onPage = database
    .select({ id: orders.id })
    .from(orders)
    .where(eq(orders.userId, userId))
    .orderBy(desc(orders.placedAt), desc(sql`rowid`))
    .limit(PAGE_SIZE + 1)
    .offset((page - 1) * PAGE_SIZE);
  const found = ordersFrom(await selectOrders(database, inArray(orders.id, onPage)));
  return {
    orders: found.slice(0, PAGE_SIZE),
    nextPage: found.length > PAGE_SIZE ? page + 1 : null,
  };
}

/** The user's order, or null, also when it is another user's. */
export async function findOrder(userId: string, id: string): Promise<Order | null> {
  const which = and(eq(orders.userId, userId), eq(orders.id, id));
  return ordersFrom(await selectOrders(await db(), which))[0] ?? null;
}

/** The number of a page in an address; 1 when it is none. */
export function pageNumber(text: unknown): number {
  return typeof text === "string" && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1;
}
