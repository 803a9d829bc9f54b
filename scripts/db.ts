import { existsSync } from "node:fs";

/** `migrate` brings the tables up to date; `seed` does that and adds the demo people, to whichever database is set. */
async function main(command: string | undefined): Promise<void> {
  if (existsSync(".env.local")) process.loadEnvFile(".env.local");
  const { db } = await import("../lib/db/client");
  const { seedDatabase } = await import("../lib/db/seed");
  if (command === "migrate") await db();
  else if (command === "seed" && process.env.NODE_ENV !== "production")
    await seedDatabase(await db());
  else if (command === "seed")
    throw new Error("The demo people's passwords are public: production gets no such accounts.");
  else throw new Error("Say migrate or seed.");
  console.log("Done.");
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
