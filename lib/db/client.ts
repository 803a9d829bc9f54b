import "server-only";
import { drizzle, type LibSQLDatabase } from "drizzle-orm/libsql";
import { env } from "../env";
import { connect } from "./connect";
import { MissingDatabaseError } from "./errors";
import { migrateDatabase, migrationsVersion } from "./migrate";
import { seedDatabase } from "./seed";

export type Database = LibSQLDatabase;

const DEVELOPMENT_FILE = "file:.data/development.db";

/** Development and production have different files, so demo users never reach production. */
function databaseUrl(): string {
  const { DATABASE_URL, VERCEL, production } = env();
  if (DATABASE_URL) return DATABASE_URL;
  if (VERCEL === "1")
    throw new MissingDatabaseError(
      "DATABASE_URL is missing. Set it to the URL of a libSQL server, for example from Turso, to enable sign-up and login.",
    );
  return production ? "file:.data/production.db" : DEVELOPMENT_FILE;
}

async function open(): Promise<Database> {
  const url = databaseUrl();
  const client = connect(url, env().DATABASE_AUTH_TOKEN);
  // Readers and one writer then don't wait for each other.
  if (url.startsWith("file:")) await client.execute("PRAGMA journal_mode = WAL");
  const database = drizzle(client);
  await migrateDatabase(database);
  // DATABASE_URL is never seeded: in development it may name the live database, and the demo passwords are public.
  if (url === DEVELOPMENT_FILE) await seedDatabase(database);
  return database;
}

// On globalThis, because a development server reloads this module after every change.
const shared = globalThis as { signetDatabase?: { version: string; database: Promise<Database> } };

/** The database: opened, migrated and, in development, seeded by the first call. A failure is retried by the next call. */
export function db(): Promise<Database> {
  // In development a new migration reopens the database, so it needs no restart.
  const version = env().production ? "" : migrationsVersion();
  if (shared.signetDatabase?.version === version) return shared.signetDatabase.database;
  const database = open().catch((error: unknown) => {
    delete shared.signetDatabase;
    throw error;
  });
  shared.signetDatabase = { version, database };
  return database;
}

/**
 * Builds a query once: building the SQL costs three times as much as running it.
 * @param build returns a prepared query, with `sql.placeholder()` for its values
 */
export function prepared<Query>(build: (database: Database) => Query): () => Promise<Query> {
  const queries = new WeakMap<Database, Query>();
  return async () => {
    const database = await db();
    const query = queries.get(database) ?? build(database);
    queries.set(database, query);
    return query;
  };
}
