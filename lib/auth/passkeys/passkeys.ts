import "server-only";
import { and, desc, eq, notExists } from "drizzle-orm";
import { db } from "../../db/client";
import { passkeys, sessions, users } from "../../db/schema";
import { log } from "../../log";
import { mails } from "../../mail/templates";
import { sendNotice } from "../email/notices";
import { hasAnotherLogin } from "../login-methods";
import { othersAfterChange, sessionExists } from "../sessions";
import type { User } from "../user";

/** Times are seconds since 1970. */
export type Passkey = typeof passkeys.$inferSelect;

const isOf = (userId: string, id: string) => and(eq(passkeys.userId, userId), eq(passkeys.id, id));

/** The user's passkeys, newest first. */
export async function listPasskeys(userId: string): Promise<Passkey[]> {
  const select = (await db()).select().from(passkeys).where(eq(passkeys.userId, userId));
  return select.orderBy(desc(passkeys.createdAt));
}

/**
 * Changes the name of one of the user's passkeys, while `session` exists.
 * @returns false when nothing was changed
 */
export async function renamePasskey(
  { id: userId }: User,
  { id, name }: Readonly<{ id: string; name: string }>,
  session: string,
): Promise<boolean> {
  const update = (await db()).update(passkeys).set({ name });
  const isAllowed = and(isOf(userId, id), sessionExists(session));
  return (await update.where(isAllowed).returning({ id: passkeys.id })).length > 0;
}

/**
 * Removes one of the user's passkeys, ends their other sessions, which it may have begun, and mails a notice.
 * @param session the session of this request
 * @returns false when it is the only way to log in, or the session has been ended in the meantime
 */
export async function removePasskey(user: User, id: string, session: string): Promise<boolean> {
  const database = await db();
  const [removed] = await database.batch([
    database
      .delete(passkeys)
      .where(and(isOf(user.id, id), hasAnotherLogin(user.id), sessionExists(session)))
      .returning({ id: passkeys.id }),
    database.delete(sessions).where(othersAfterChange(user.id, session)),
  ]);
  // Another tab may have removed it before.
  if (!removed.length)
    return !(await database.select().from(passkeys).where(isOf(user.id, id))).length;
  log("passkey_removed", { user: user.id });
  sendNotice(user.email, mails.loginRemoved(user.name, "A passkey"));
  return true;
}

/** Whether to offer the user to add a passkey: they have none, and did not say “Not now”. */
export async function wantsPasskeyOffer(userId: string): Promise<boolean> {
  const database = await db();
  const own = database.select().from(passkeys).where(eq(passkeys.userId, userId));
  const isAsked = and(eq(users.id, userId), eq(users.hidesPasskeyOffer, false));
  const found = await database
    .select({ id: users.id })
    .from(users)
    .where(and(isAsked, notExists(own)));
  return found.length > 0;
}

/** Does not offer the user again to add a passkey. */
export async function hidePasskeyOffer(userId: string): Promise<void> {
  await (await db()).update(users).set({ hidesPasskeyOffer: true }).where(eq(users.id, userId));
}
