import "server-only";
import { and, asc, desc, eq, sql, type SQL } from "drizzle-orm";
import { db, type Database } from "../db/client";
import { orderLines, orders } from "./schema";

/** An order as it was placed: names and prices of then. Times are seconds since 1970, money is in minor units. */
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

/** One row for each line, the newest order first. For `ordersFrom()`. */
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

/** The orders that rows of `selectOrders()` make up. */
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

/** A member's orders, the newest first. */
export async function listOrders(userId: string): Promise<Order[]> {
  return ordersFrom(await selectOrders(await db(), eq(orders.userId, userId)));
}

/** A member's order, or null: also when it is somebody else's. */
export async function findOrder(userId: string, id: string): Promise<Order | null> {
  const which = and(eq(orders.userId, userId), eq(orders.id, id));
  return ordersFrom(await selectOrders(await db(), which))[0] ?? null;
}
