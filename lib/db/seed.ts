import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { users } from "./schema";

/** Argon2id hashes of `correct horse ada` and `correct horse grace`. The README publishes these passwords. */
const demoUsers = [
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

/** Adds the demo users that don't exist yet. */
export async function seedDatabase(database: LibSQLDatabase): Promise<void> {
  const createdAt = Math.floor(Date.now() / 1000);
  const rows = demoUsers.map((user) => ({ ...user, createdAt, emailVerifiedAt: createdAt }));
  await database.insert(users).values(rows).onConflictDoNothing();
}
