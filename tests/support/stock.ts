import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { stock } from "@/lib/shop/schema";
import { openDatabase } from "./database";
import type { Server } from "./server";

/** Sets the stock of products by id. Null makes a product to order: it never runs out. */
export async function setStock(
  { databaseUrl }: Server,
  levels: Readonly<Record<string, number | null>>,
): Promise<void> {
  const client = await openDatabase(databaseUrl);
  const database = drizzle(client);
  for (const [productId, available] of Object.entries(levels)) {
    await database.delete(stock).where(eq(stock.productId, productId));
    if (available !== null) await database.insert(stock).values({ productId, available });
  }
  client.close();
}
