import "server-only";
import { and, eq, exists, ne, sql, type SQL } from "drizzle-orm";
import { db } from "../db/client";
import { linkedLogins, passkeys, sessions, users, type UserRow } from "../db/schema";
import { isUnchanged } from "./account-state";
import { sessionExists } from "./sessions";

type Options = Readonly<{
  /** The session of this request. Nothing is changed when it has been revoked in the meantime. */
  by?: string;
  /** The session that does not end. */
  keep?: string;
  /** Deletes passkeys and linked logins too. */
  dropsLogins?: boolean;
}>;

/**
 * Changes a user and ends their sessions in one transaction, unless password or address have changed since `row` was read:
 * of two changes at once, one counts.
 * @returns false when nothing was changed
 */
export async function changeAndEndSessions(
  row: UserRow,
  change: Partial<UserRow>,
  { by, keep = "", dropsLogins = false }: Options = {},
): Promise<boolean> {
  const database = await db();
  const isAllowed = and(isUnchanged(row), by === undefined ? undefined : sessionExists(by));
  const others = and(eq(sessions.userId, row.id), ne(sessions.idHash, keep));
  const drops = dropsLogins && exists(database.select().from(users).where(isAllowed));
  const dropped = <T extends SQL | undefined>(own: T) => (drops ? and(own, drops) : sql`false`);
  const [, , changed] = await database.batch([
    database.delete(passkeys).where(dropped(eq(passkeys.userId, row.id))),
    database.delete(linkedLogins).where(dropped(eq(linkedLogins.userId, row.id))),
    database.update(users).set(change).where(isAllowed).returning({ id: users.id }),
    // SQLite's changes(): of the update.
    database.delete(sessions).where(and(others, sql`changes() > 0`)),
  ]);
  return changed.length > 0;
}
