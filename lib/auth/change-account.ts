import "server-only";
import { and, eq, exists } from "drizzle-orm";
import { db } from "../db/client";
import { sessions, users, type UserRow } from "../db/schema";
import { isUnchanged } from "./email/links";

/**
 * Changes a user and ends all their sessions in one transaction, unless password or address have changed since `row` was
 * read: of two changes at once, one counts.
 * @returns false when nothing was changed
 */
export async function changeAndEndSessions(
  row: UserRow,
  change: Partial<UserRow>,
): Promise<boolean> {
  const database = await db();
  const unchanged = database.select({ id: users.id }).from(users).where(isUnchanged(row));
  const [, changed] = await database.batch([
    database.delete(sessions).where(and(eq(sessions.userId, row.id), exists(unchanged))),
    database.update(users).set(change).where(isUnchanged(row)).returning({ id: users.id }),
  ]);
  return changed.length > 0;
}
