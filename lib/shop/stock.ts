import "server-only";
import { inArray } from "drizzle-orm";
import { db } from "../db/client";
import { orUnknown } from "../errors";
import type { CartLines } from "./cart";
import { shortages, type Shortage, type Stock } from "./shortage";
import { stock } from "./schema";

/**
 * How many are left of these products, to tell people. With the database out of reach nothing is known to be short, and
 * the page still opens: what counts is what `placeOrder()` finds.
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

/** What of a cart there is not enough of, as far as is known. */
export async function readShortages(lines: CartLines): Promise<Shortage[]> {
  return shortages(lines, await readStock(lines.map(([productId]) => productId)));
}
