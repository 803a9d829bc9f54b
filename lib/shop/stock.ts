import "server-only";
import { inArray } from "drizzle-orm";
import { db } from "../db/client";
import { stock } from "./tables";

/** How many are left of these products. One that is made to order never runs out and is not in the answer. */
export async function readStock(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await (await db()).select().from(stock).where(inArray(stock.productId, [...ids]));
  return new Map(rows.map(({ productId, available }) => [productId, available]));
}
