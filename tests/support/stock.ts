import { createClient } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { migrateDatabase } from "@/lib/db/migrate";
import { stock } from "@/lib/shop/tables";
import type { Server } from "./server";

/** Sets how many are left of products, by id, in the server's database. */
export async function setStock({ databaseUrl }: Server, left: Readonly<Record<string, number>>): Promise<void> {
  const client = createClient({ url: databaseUrl, timeout: 5000 });
  const database = drizzle(client);
  await migrateDatabase(database);
  for (const [productId, available] of Object.entries(left)) {
    await database.insert(stock).values({ productId, available }).onConflictDoUpdate({ target: stock.productId, set: { available } });
  }
  client.close();
}
