import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";

type Migrations = Readonly<{ migrationsFolder: string; migrationsTable: string }>;

const journal = ({ migrationsFolder }: Migrations) => join(migrationsFolder, "meta/_journal.json");

/** Every `lib/<folder>/migrations`. `lib/db` comes first: the tables of other folders reference its users. */
function migrationFolders(): Migrations[] {
  const lib = join(process.cwd(), "lib");
  const names = ["db", ...readdirSync(lib).filter((name) => name !== "db")];
  return names
    .map((name) => ({
      migrationsFolder: join(lib, name, "migrations"),
      migrationsTable: `__drizzle_migrations_${name}`,
    }))
    .filter((migrations) => existsSync(journal(migrations)));
}

/** Changes when `npm run db:generate` adds a migration. */
export const migrationsVersion = (): string =>
  migrationFolders()
    .map((migrations) => statSync(journal(migrations)).mtimeMs)
    .join();

/** Only reads, so that an instance also starts while the database refuses writes. */
async function isUpToDate(database: LibSQLDatabase, migrations: Migrations): Promise<boolean> {
  const newest = readMigrationFiles(migrations).at(-1)?.folderMillis ?? 0;
  const table = sql.identifier(migrations.migrationsTable);
  try {
    const [row] = await database.values<[number]>(sql`select max(created_at) from ${table}`);
    return Number(row?.[0]) >= newest;
  } catch (error) {
    if (/no such table/.test(String((error as Error).cause))) return false;
    throw error;
  }
}

/**
 * Brings the tables up to date. Several processes may do so at once: a folder's migrations are one transaction, and a
 * process that comes second fails on a table that exists.
 */
export async function migrateDatabase(database: LibSQLDatabase): Promise<void> {
  for (const migrations of migrationFolders()) {
    if (await isUpToDate(database, migrations)) continue;
    await migrate(database, migrations).catch(async (error: unknown) => {
      if (!(await isUpToDate(database, migrations))) throw error;
    });
  }
}
