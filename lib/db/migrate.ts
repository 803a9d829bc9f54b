import { join } from "node:path";
import { migrate } from "drizzle-orm/libsql/migrator";
import type { LibSQLDatabase } from "drizzle-orm/libsql";

const ATTEMPTS = 5;

/**
 * Brings the tables up to date. Two processes may do so at once: each migration is one transaction, and whoever comes
 * second fails on a table that is already there, looks again and finds nothing left to do.
 */
export async function migrateDatabase<T extends Record<string, unknown>>(database: LibSQLDatabase<T>): Promise<void> {
  const migrationsFolder = join(process.cwd(), "lib/db/migrations");
  for (let attempt = 1; ; attempt++) {
    try {
      return await migrate(database, { migrationsFolder });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}
