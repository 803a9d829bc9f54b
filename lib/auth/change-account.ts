import "server-only";
import { and, eq, exists, sql, type SQL } from "drizzle-orm";
import { db } from "../db/client";
import { linkedLogins, passkeys, sessions, users, type UserRow } from "../db/schema";
import { isUnchanged } from "./account-state";
import { othersAfterChange, sessionExists } from "./sessions";

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
  const drops = dropsLogins && exists(database.select().from(users).where(isAllowed));
  const dropped = <T extends SQL | undefined>(own: T) => (drops ? and(own, drops) : sql`false`);
  const [, , changed] = await database.batch([
    database.delete(passkeys).where(dropped(eq(passkeys.userId, row.id))),
    database.delete(linkedLogins).where(dropped(eq(linkedLogins.userId, row.id))),
    database
      .update(users)
      .set(dropsLogins ? { ...change, linksByHand: true } : change)
      .where(isAllowed)
      .returning({ id: users.id }),
    database.delete(sessions).where(othersAfterChange(row.id, keep)),
  ]);
  return changed.length > 0;
}
