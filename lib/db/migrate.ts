import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";

type Database<T extends Record<string, unknown>> = LibSQLDatabase<T>;
type Migrations = Readonly<{ migrationsFolder: string; migrationsTable: string }>;

const ATTEMPTS = 5;

/** An attempt that took this long, in milliseconds, was waiting for the database and not just overtaken. */
const SOON = 1000;

/** Each room that has tables brings its own migrations, ours first: the others refer to the people in them. */
function rooms(): Migrations[] {
  const lib = join(process.cwd(), "lib");
  const others = readdirSync(lib).filter(
    (room) => room !== "db" && existsSync(join(lib, room, "migrations")),
  );
  return [
    { migrationsFolder: join(lib, "db/migrations"), migrationsTable: "__drizzle_migrations" },
    ...others.map((room) => ({
      migrationsFolder: join(lib, room, "migrations"),
      migrationsTable: `__drizzle_migrations_${room}`,
    })),
  ];
}

/**
 * Whether a room's last migration is in place already. Found out by reading alone, so that an instance also starts while
 * nobody may write: a locked file, a server that takes no writes, a replica whose primary is away.
 */
async function isDone<T extends Record<string, unknown>>(
  database: Database<T>,
  room: Migrations,
): Promise<boolean> {
  const newest = readMigrationFiles(room).at(-1)?.folderMillis ?? 0;
  try {
    const [row] = await database.values<[number]>(
      sql`select max(created_at) from ${sql.identifier(room.migrationsTable)}`,
    );
    return Number(row?.[0]) >= newest;
  } catch (error) {
    if (/no such table/.test(String((error as Error).cause))) return false;
    throw error;
  }
}

/**
 * Brings the tables up to date. Two processes may do so at once: each migration is one transaction, and whoever comes
 * second fails on a table that is already there, looks again and finds nothing left to do.
 */
export async function migrateDatabase<T extends Record<string, unknown>>(
  database: Database<T>,
): Promise<void> {
  for (const room of rooms()) await migrateRoom(database, room);
}

async function migrateRoom<T extends Record<string, unknown>>(
  database: Database<T>,
  room: Migrations,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const start = performance.now();
    try {
      if (!(await isDone(database, room))) await migrate(database, room);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || performance.now() - start > SOON) throw error;
    }
  }
}
