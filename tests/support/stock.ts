import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { stock } from "@/lib/shop/schema";
import { openDatabase } from "./database";
import type { Server } from "./server";

/** Sets how many are left of products, by id, in the server's database; null makes one that is made to order. */
export async function setStock(
  { databaseUrl }: Server,
  left: Readonly<Record<string, number | null>>,
): Promise<void> {
  const client = await openDatabase(databaseUrl);
  const database = drizzle(client);
  for (const [productId, available] of Object.entries(left)) {
    if (available === null) await database.delete(stock).where(eq(stock.productId, productId));
    else
      await database
        .insert(stock)
        .values({ productId, available })
        .onConflictDoUpdate({ target: stock.productId, set: { available } });
  }
  client.close();
}
