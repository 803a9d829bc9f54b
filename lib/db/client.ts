import "server-only";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { drizzle, type LibSQLDatabase } from "drizzle-orm/libsql";
import { env } from "../env";
import { NoDatabase } from "../fault";
import { connect } from "./connect";
import { migrateDatabase } from "./migrate";
import * as schema from "./schema";
import { seedDatabase } from "./seed";

export type Database = LibSQLDatabase<typeof schema>;

const MISSING = "DATABASE_URL is missing: nobody can sign up or log in until it names a libSQL server, such as one of Turso's.";

/**
 * `DATABASE_URL`, or a file of its own for each kind of run: what is seeded for development never reaches production.
 * @throws NoDatabase on Vercel, whose functions keep no file
 */
function databaseUrl(): string {
  const { DATABASE_URL, VERCEL, production } = env();
  if (!DATABASE_URL && VERCEL === "1") throw new NoDatabase(MISSING);
  return DATABASE_URL ?? `file:.data/${production ? "production" : "development"}.db`;
}

async function open(): Promise<Database> {
  const url = databaseUrl();
  const embedded = url.startsWith("file:");
  if (embedded) mkdirSync(dirname(url.replace(/^file:(\/\/)?/, "")), { recursive: true });
  const client = connect(url, env().DATABASE_AUTH_TOKEN);
  // Readers and one writer then don't wait for each other. The mode is kept in the file itself.
  if (embedded) await client.execute("PRAGMA journal_mode = WAL");
  const database = drizzle(client, { schema });
  await migrateDatabase(database);
  if (!env().production) await seedDatabase(database);
  return database;
}

// On globalThis, because a development server loads this module anew after every change.
const shared = globalThis as { signetDatabase?: Promise<Database> };

/** The database: created, migrated and, outside production, seeded at the first call. A failure is tried anew. */
export function db(): Promise<Database> {
  return (shared.signetDatabase ??= open().catch((error: unknown) => {
    delete shared.signetDatabase;
    throw error;
  }));
}
