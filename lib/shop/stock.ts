import "server-only";
import { inArray } from "drizzle-orm";
import { db } from "../db/client";
import { orUnknown } from "../errors";
import type { CartLines } from "./cart";
import { shortages, type Shortage, type Stock } from "./shortage";
import { stock } from "./schema";

/** The stock of these products, for display; null when the database does not answer. `placeOrder()` checks again. */
export async function readStock(productIds: readonly string[]): Promise<Stock | null> {
  if (!productIds.length) return new Map();
  const rows = await orUnknown(async () =>
    (await db())
      .select()
      .from(stock)
      .where(inArray(stock.productId, [...productIds])),
  );
  if (rows === "unknown") return null;
  return new Map(rows.map(({ productId, available }) => [productId, available]));
}

/** The lines of a cart that exceed the stock. None when it is unknown, so that the page still opens. */
export async function readShortages(lines: CartLines): Promise<Shortage[]> {
  const found = await readStock(lines.map(([productId]) => productId));
  return found ? shortages(lines, found) : [];
}
