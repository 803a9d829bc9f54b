import "server-only";
import { and, eq, sql, type SQL } from "drizzle-orm";
import { db } from "../../db/client";
import { linkedLogins, sessions, users } from "../../db/schema";
import { nowInSeconds } from "../../duration";
import { log } from "../../log";
import { mails } from "../../mail/templates";
import { sendNotice } from "../email/notices";
import { ownSessionId } from "../get-auth";
import { hasAnotherLogin } from "../login-methods";
import { othersAfterChange, sessionExists } from "../sessions";
import type { User } from "../user";
import { listProviders } from "./providers";

/** A login at a provider. `subject` is the provider's id of the user. */
export type LinkedLogin = Readonly<{ provider: string; subject: string; label: string }>;
type Key = Pick<LinkedLogin, "provider" | "subject">;

const isLogin = ({ provider, subject }: Key) =>
  and(eq(linkedLogins.provider, provider), eq(linkedLogins.subject, subject));

/** The name of a provider, also of one whose settings were removed. */
export const providerName = (id: string): string =>
  listProviders().find((provider) => provider.id === id)?.name ?? id;

/** The proof of a login by a provider: an SQL condition that the login is still linked to the user. */
export const isLinked = (login: Key, userId: string): SQL =>
  sql`exists (select 1 from ${linkedLogins} where ${and(isLogin(login), eq(linkedLogins.userId, userId))})`;

/** The user whose account this login opens. */
export async function findLinkedUser(login: Key): Promise<User | undefined> {
  const { id, name, email } = users;
  const select = (await db()).select({ id, name, email }).from(users);
  return (
    await select.innerJoin(linkedLogins, eq(linkedLogins.userId, id)).where(isLogin(login))
  )[0];
}

/** The logins that open the user's account, oldest first. */
export async function listLinkedLogins(user: User): Promise<LinkedLogin[]> {
  const { provider, subject, label, userId, createdAt } = linkedLogins;
  const select = (await db()).select({ provider, subject, label }).from(linkedLogins);
  return select.where(eq(userId, user.id)).orderBy(createdAt, provider);
}

/**
 * Links a login to an account, while `condition` holds for the user's row. A mail tells the user.
 * @returns false when the login is linked already, or the condition does not hold
 */
export async function linkLogin(user: User, login: LinkedLogin, condition?: SQL): Promise<boolean> {
  const database = await db();
  const row = database
    .select({
      provider: sql`${login.provider}`.as("provider"),
      subject: sql`${login.subject}`.as("subject"),
      userId: users.id,
      label: sql`${login.label}`.as("label"),
      createdAt: sql`${nowInSeconds()}`.as("created_at"),
    })
    .from(users)
    .where(and(eq(users.id, user.id), condition));
  const insert = database.insert(linkedLogins).select(row).onConflictDoNothing();
  const linked = await insert.returning({ userId: linkedLogins.userId });
  if (!linked.length) return false;
  log("login_linked", { user: user.id, code: login.provider });
  const what = `Your ${providerName(login.provider)} login`;
  sendNotice(user.email, mails.loginAdded(user.name, what));
  return true;
}

/**
 * Unlinks a login from the user's account, ends their other sessions, which it may have begun, and mails a notice.
 * @returns false when it is the only way to log in, or the session has been ended in the meantime
 */
export async function unlinkLogin(user: User, login: Key): Promise<boolean> {
  const session = await ownSessionId();
  const own = and(isLogin(login), eq(linkedLogins.userId, user.id));
  const database = await db();
  const [removed] = await database.batch([
    database
      .delete(linkedLogins)
      .where(and(own, hasAnotherLogin(user.id, login.provider), sessionExists(session)))
      .returning({ userId: linkedLogins.userId }),
    database
      .update(users)
      .set({ linksByHand: true })
      .where(and(eq(users.id, user.id), sql`changes() > 0`)),
    database.delete(sessions).where(othersAfterChange(user.id, session)),
  ]);
  if (!removed.length) return (await findLinkedUser(login))?.id !== user.id;
  log("login_unlinked", { user: user.id, code: login.provider });
  const what = `Your ${providerName(login.provider)} login`;
  sendNotice(user.email, mails.loginRemoved(user.name, what));
  return true;
}
