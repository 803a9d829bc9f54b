import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "drizzle-orm/libsql/migrator";
import type { LibSQLDatabase } from "drizzle-orm/libsql";

const ATTEMPTS = 5;

type Migrations = Readonly<{ migrationsFolder: string; migrationsTable?: string }>;

/** Each room that has tables brings its own migrations, ours first: the others refer to the people in them. */
function rooms(): Migrations[] {
  const lib = join(process.cwd(), "lib");
  const others = readdirSync(lib).filter((room) => room !== "db" && existsSync(join(lib, room, "migrations")));
  return [
    { migrationsFolder: join(lib, "db/migrations") },
    ...others.map((room) => ({ migrationsFolder: join(lib, room, "migrations"), migrationsTable: `__drizzle_migrations_${room}` })),
  ];
}

/**
 * Brings the tables up to date. Two processes may do so at once: each migration is one transaction, and whoever comes
 * second fails on a table that is already there, looks again and finds nothing left to do.
 */
export async function migrateDatabase<T extends Record<string, unknown>>(database: LibSQLDatabase<T>): Promise<void> {
  for (const migrations of rooms()) await migrateRoom(database, migrations);
}

async function migrateRoom<T extends Record<string, unknown>>(database: LibSQLDatabase<T>, migrations: Migrations) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await migrate(database, migrations);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}
