import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type * as schema from "./schema";
import { users } from "./schema";

/**
 * Two people to try the site with, on a developer's machine only. Their passwords are `correct horse ada` and
 * `correct horse grace`: the README says so too, which is why production never has these accounts.
 */
const demoPeople = [
  {
    id: "demo-ada",
    email: "ada@example.com",
    name: "Ada",
    passwordHash:
      "$argon2id$v=19$m=19456,t=2,p=1$34Ga1bf559ulF0BKSRLxwA$UUGNaBYJYa7ePa/W6yW8BYk+f6rfQS3oUiOmbCn4Y9k",
  },
  {
    id: "demo-grace",
    email: "grace@example.com",
    name: "Grace",
    passwordHash:
      "$argon2id$v=19$m=19456,t=2,p=1$E53MUNNtsR7AX/9MP09BJw$PI0Ay+6ggMC2EFwbUj8gAzsM2OvtXTW58XwmTX54Wkg",
  },
];

/** Adds the demo people who are not there yet. */
export async function seedDatabase(database: LibSQLDatabase<typeof schema>): Promise<void> {
  const createdAt = Math.floor(Date.now() / 1000);
  await database
    .insert(users)
    .values(demoPeople.map((person) => ({ ...person, createdAt })))
    .onConflictDoNothing();
}
