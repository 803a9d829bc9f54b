import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { db } from "../db/client";
import { sessions, users, type UserRow } from "../db/schema";
import { isUniqueViolation } from "../errors";
import { log } from "../log";
import { clearSession } from "../session";
import { getAuth, redirectToLogin } from "./index";
import { logIn, renewSessionId } from "./log-in";
import { attemptAsUser, limits } from "./login-limits";
import { hashPassword, limitConcurrency, verifyPassword } from "./password";
import { sessionExists } from "./sessions";
import type { User } from "./user";

/** Changes the user's name. */
export async function renameUser(id: string, name: string): Promise<void> {
  await (await db()).update(users).set({ name }).where(eq(users.id, id));
}

/**
 * Changes the user and deletes all sessions except `keep`, in one transaction: no old session survives with the new data.
 * Both only while the session that asked exists: a change that overlaps a logout or another change has no effect.
 */
async function changeAndEndSessions(
  { id }: User,
  change: Partial<UserRow>,
  { keep }: { keep: boolean },
): Promise<void> {
  const database = await db();
  const auth = await getAuth();
  const own = auth.status === "user" ? auth.session.id : "";
  const isOther = keep ? ne(sessions.idHash, own) : undefined;
  const [changed] = await database.batch([
    database
      .update(users)
      .set(change)
      .where(and(eq(users.id, id), sessionExists(own)))
      .returning({ id: users.id }),
    database.delete(sessions).where(and(eq(sessions.userId, id), isOther, sessionExists(own))),
  ]);
  if (!changed.length) await redirectToLogin();
}

/**
 * Changes the password, ends every session of the user and begins a new one (ASVS 5.0, 7.4.3).
 * @returns false when `current` is not the password
 * @throws RateLimitError: a stolen session must not be used to guess the password
 */
export async function changePassword(user: User, current: string, next: string): Promise<boolean> {
  const database = await db();
  // Hashing takes its turn among the logins, or a few users could keep everyone else waiting.
  const passwordHash = await limitConcurrency({ subject: user.id, isKnown: true }, async () => {
    const isCorrect = await attemptAsUser(limits.currentPassword, user.id, async () => {
      const [row] = await database.select().from(users).where(eq(users.id, user.id));
      return verifyPassword(row?.passwordHash, current);
    });
    return isCorrect ? hashPassword(next) : null;
  });
  if (!passwordHash) return false;
  await changeAndEndSessions(user, { passwordHash }, { keep: false });
  log("password_changed", { user: user.id });
  if (!(await logIn(user, { passwordHash }))) await redirectToLogin();
  return true;
}

/**
 * Changes the e-mail address and ends every other session. This is no proof of identity: age and last proof of the
 * session stay as they were.
 * @returns false when the address already has an account
 * @throws RateLimitError: the answer tells whether an address has an account
 */
export async function changeEmail(user: User, email: string): Promise<boolean> {
  if (email === user.email) return true;
  try {
    await attemptAsUser(limits.emailChange, user.id, async () => {
      await changeAndEndSessions(user, { email }, { keep: true });
      return false;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    log("email_change_refused", { user: user.id, code: "taken" });
    return false;
  }
  log("email_changed", { user: user.id });
  if (!(await renewSessionId({ ...user, email }))) await redirectToLogin();
  return true;
}

/** Deletes the user with all their data and every session. */
export async function deleteAccount(user: User): Promise<void> {
  const database = await db();
  await database.batch([
    database.delete(sessions).where(eq(sessions.userId, user.id)),
    database.delete(users).where(eq(users.id, user.id)),
  ]);
  await clearSession();
  log("account_deleted", { user: user.id });
}
