import "server-only";
import { sql } from "drizzle-orm";
import { drizzle, type LibSQLDatabase } from "drizzle-orm/libsql";
import { env } from "../env";
import { MissingDatabaseError } from "../errors";
import { connect } from "./connect";
import { migrateDatabase } from "./migrate";
import * as schema from "./schema";
import { seedDatabase } from "./seed";

export type Database = LibSQLDatabase<typeof schema>;

const MISSING =
  "DATABASE_URL is missing: nobody can sign up or log in until it names a libSQL server, such as one of Turso's.";

/** The file of `npm run dev`, where nobody has said otherwise. */
const DEVELOPMENT = "file:.data/development.db";

/**
 * `DATABASE_URL`, or a file of its own for each kind of run: what is seeded for development never reaches production.
 * @throws MissingDatabaseError on Vercel, whose functions keep no file
 */
function databaseUrl(): string {
  const { DATABASE_URL, VERCEL, production } = env();
  if (!DATABASE_URL && VERCEL === "1") throw new MissingDatabaseError(MISSING);
  return DATABASE_URL ?? (production ? "file:.data/production.db" : DEVELOPMENT);
}

const isFile = (url: string): boolean => url.startsWith("file:");

async function open(): Promise<Database> {
  const url = databaseUrl();
  const client = connect(url, env().DATABASE_AUTH_TOKEN);
  // Readers and one writer then don't wait for each other. The mode is kept in the file itself.
  if (isFile(url)) await client.execute("PRAGMA journal_mode = WAL");
  const database = drizzle(client, { schema });
  await migrateDatabase(database);
  // Nowhere else: whoever develops with the settings of a live site would put accounts with public passwords into it.
  if (url === DEVELOPMENT) await seedDatabase(database);
  return database;
}

// On globalThis, because a development server loads this module anew after every change.
const shared = globalThis as { signetDatabase?: Promise<Database> };

/** The database: created, migrated and, where it is a developer's file, seeded at the first call. A failure is tried anew. */
export function db(): Promise<Database> {
  return (shared.signetDatabase ??= open().catch((error: unknown) => {
    delete shared.signetDatabase;
    throw error;
  }));
}

/**
 * A query that is asked all the time, put into words once: that takes three times as long as its answer.
 * @param build the query, prepared, with a `sql.placeholder()` for what changes
 */
export function prepared<Query>(build: (database: Database) => Query): () => Promise<Query> {
  const known = new WeakMap<Database, Query>();
  return async () => {
    const database = await db();
    const query = known.get(database) ?? build(database);
    known.set(database, query);
    return query;
  };
}

/** Whether what was written a moment ago can be missing from what is read: on a server, which may have replicas. */
export const mayLag = (): boolean => !isFile(databaseUrl());

/**
 * Waits until the replica that this instance asks, if it is one, knows what has just been written: every other instance
 * that asks it then knows, too.
 */
export async function settled(): Promise<void> {
  if (mayLag()) await (await db()).run(sql`select 1`);
}
