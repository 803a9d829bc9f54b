import { existsSync } from "node:fs";

/** `migrate` brings the tables up to date; `seed` also adds the demo users. Both use the database in the settings. */
async function main(command: string | undefined): Promise<void> {
  if (existsSync(".env.local")) process.loadEnvFile(".env.local");
  const { db } = await import("../lib/db/client");
  const { seedDatabase } = await import("../lib/db/seed");
  if (command !== "migrate" && command !== "seed")
    throw new Error("Run `npm run db:migrate` or `npm run db:seed`.");
  if (command === "seed" && process.env.NODE_ENV === "production")
    throw new Error("The demo users' passwords are public, so production can't be seeded.");
  const database = await db();
  if (command === "seed") await seedDatabase(database);
  console.log("Done.");
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
