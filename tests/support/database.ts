import { join } from "node:path";
import type { Client } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { connect } from "@/lib/db/connect";
import { migrateDatabase } from "@/lib/db/migrate";
import { startSqld } from "../../lab/support/sqld";

/** A database for one server. `url` opens it for a test, `env` is what the server is told. */
export type TestDatabase = Readonly<{
  url: string;
  env: Record<string, string>;
  stop: () => Promise<void>;
}>;

/** A file in `folder`; with `TEST_DATABASE=sqld`, a libSQL server and the replica that the server under test speaks to. */
export async function startDatabase(folder: string): Promise<TestDatabase> {
  if (process.env.TEST_DATABASE !== "sqld") {
    const url = `file:${join(folder, "test.db")}`;
    return { url, env: { DATABASE_URL: url }, stop: async () => {} };
  }
  const primary = await startSqld({ folder: join(folder, "primary") });
  const replica = await startSqld({ folder: join(folder, "replica"), primary });
  return {
    url: `${replica.url}?authToken=${replica.token}`,
    env: { DATABASE_URL: replica.url, DATABASE_AUTH_TOKEN: replica.token },
    stop: async () => {
      await replica.stop();
      await primary.stop();
    },
  };
}

const migrated = new Map<string, Promise<void>>();

/** Brings the tables up to date, once: the server under test may not have got to it yet. */
async function migrateOnce(url: string, client: Client): Promise<void> {
  const done = migrated.get(url) ?? migrateDatabase(drizzle(client));
  migrated.set(url, done);
  await done;
}

/**
 * Opens a server's database for a test that wants to see all there is: what the site has written before, on the primary,
 * and a site that sees what the test has written, on the replica.
 */
export async function openDatabase(url: string): Promise<Client> {
  const client = connect(url);
  await migrateOnce(url, client);
  if (url.startsWith("file:")) return client;
  const execute = client.execute.bind(client) as (sql: unknown) => Promise<never>;
  const batch = client.batch.bind(client) as (...args: unknown[]) => Promise<never>;
  client.execute = async (statement: unknown) => {
    const { sql = statement } = statement as { sql?: string };
    const reads = /^\s*select\b/i.test(String(sql));
    // The primary answers what could be a write, and says how far it is; the replica answers when it is as far.
    if (reads) await execute("drop table if exists nobody_has_made_it");
    const result = await execute(statement);
    if (!reads) await execute("select 1");
    return result;
  };
  client.batch = async (...args: unknown[]) => {
    const results = await batch(...args);
    await execute("select 1");
    return results;
  };
  return client;
}
