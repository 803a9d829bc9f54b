import "server-only";
import { inArray } from "drizzle-orm";
import { db } from "../db/client";
import { orUnknown } from "../errors";
import type { CartLines } from "./cart";
import { shortages, type Shortage, type Stock } from "./shortage";
import { stock } from "./schema";

/**
 * The stock of these products, for display. Empty when the database does not answer, so that the page still opens:
 * `placeOrder()` checks again.
 */
export async function readStock(productIds: readonly string[]): Promise<Stock> {
  if (!productIds.length) return new Map();
  const rows = await orUnknown(async () =>
    (await db())
      .select()
      .from(stock)
      .where(inArray(stock.productId, [...productIds])),
  );
  return new Map(
    rows === "unknown" ? [] : rows.map(({ productId, available }) => [productId, available]),
  );
}

/** The lines of a cart that exceed the stock. */
export async function readShortages(lines: CartLines): Promise<Shortage[]> {
  return shortages(lines, await readStock(lines.map(([productId]) => productId)));
}
