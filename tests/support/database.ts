import type { Client } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { connect } from "@/lib/db/connect";
import { migrateDatabase } from "@/lib/db/migrate";

const migrated = new Map<string, Promise<void>>();

/** Opens the database of a server under test. Migrates it first: the server does so only at its first query. */
export async function openDatabase(url: string): Promise<Client> {
  const client = connect(url);
  const migration = migrated.get(url) ?? migrateDatabase(drizzle(client));
  migrated.set(url, migration);
  await migration;
  return client;
}

/** Runs one statement in a server's database, and returns its rows. */
export async function execute(
  { databaseUrl }: { databaseUrl: string },
  sql: string,
  ...args: (string | number)[]
) {
  const client = await openDatabase(databaseUrl);
  const { rows } = await client.execute({ sql, args });
  client.close();
  return rows;
}
