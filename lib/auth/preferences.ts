import "server-only";
import { eq } from "drizzle-orm";
import { db } from "../db/client";
import { users } from "../db/schema";
import { readFields, type SessionData } from "../session/schema";

/** Session fields that a user expects on every device. */
export type Preferences = Pick<SessionData, "accent">;

/** Stores preferences for the user's other devices. Call `updateSession()` too: pages read them from the session. */
export async function savePreferences(userId: string, preferences: Preferences): Promise<void> {
  await (await db()).update(users).set(preferences).where(eq(users.id, userId));
}

/** The stored preferences as session fields. A value that no longer matches its type is left out. */
export async function readPreferences(userId: string): Promise<Preferences> {
  const database = await db();
  const [row] = await database
    .select({ accent: users.accent })
    .from(users)
    .where(eq(users.id, userId));
  return readFields(row ?? {});
}
