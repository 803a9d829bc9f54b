import "server-only";
import { eq } from "drizzle-orm";
import { db } from "../db/client";
import { users } from "../db/schema";
import { readFields, type SessionData } from "../session/schema";

/** What the session remembers and a member expects to find on every device. */
export type Preferences = Pick<SessionData, "wax">;

/** Keeps what a member chose. Call `updateSession()` with it, too: that is where pages read it. */
export async function savePreferences(userId: string, preferences: Preferences): Promise<void> {
  await (await db()).update(users).set(preferences).where(eq(users.id, userId));
}

/** What a member chose, on whichever device, as fields for a session; none that is no longer understood. */
export async function readPreferences(userId: string): Promise<Preferences> {
  const [row] = await (
    await db()
  )
    .select({ wax: users.wax })
    .from(users)
    .where(eq(users.id, userId));
  return readFields(row ?? {});
}
