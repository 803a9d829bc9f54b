import "server-only";
import { eq } from "drizzle-orm";
import { db } from "../db/client";
import { sessions, users } from "../db/schema";
import { isUniqueViolation } from "../errors";
import { log } from "../log";
import { mails } from "../mail/templates";
import { sendMail } from "../mail/transport";
import { clearSession } from "../session";
import { changeAndEndSessions } from "./change-account";
import { findUser } from "./find-user";
import { logIn, renewSessionId } from "./log-in";
import { attemptAsUser, countForUser, limits } from "./login-limits";
import { hashPassword, verifyPassword } from "./password";
import type { User } from "./user";

/** Changes the user's name. */
export async function renameUser(id: string, name: string): Promise<void> {
  await (await db()).update(users).set({ name }).where(eq(users.id, id));
}

/**
 * Changes the password, ends every session of the user and begins a new one (ASVS 5.0, 7.4.3).
 * @returns false when `current` is not the password
 * @throws RateLimitError: a stolen session must not be used to guess the password
 */
export async function changePassword(user: User, current: string, next: string): Promise<boolean> {
  const row = await findUser(user.id);
  const isCorrect = await attemptAsUser(limits.currentPassword, user.id, () =>
    verifyPassword(row?.passwordHash, current),
  );
  if (!row || !isCorrect) return false;
  const passwordHash = await hashPassword(next);
  if (!(await changeAndEndSessions(row, { passwordHash }))) return false;
  log("password_changed", { user: user.id });
  sendMail(async () => [row.email, mails.passwordChanged(row.name)]);
  await logIn(user, { passwordHash });
  return true;
}

/**
 * Changes the e-mail address and ends every other session, on a server that sends no mail. This is no proof of identity: age
 * and last proof of the session stay as they were.
 * @returns false when the address already has an account
 * @throws RateLimitError: the answer tells whether an address has an account
 */
export async function changeEmail(user: User, email: string): Promise<boolean> {
  if (email === user.email) return true;
  const row = await findUser(user.id);
  try {
    await countForUser(limits.emailChange, user.id);
    if (!row || !(await changeAndEndSessions(row, { email, emailVerifiedAt: null }))) return false;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    log("email_change_refused", { user: user.id, code: "taken" });
    return false;
  }
  log("email_changed", { user: user.id });
  await renewSessionId({ ...user, email });
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
  sendMail(async () => [user.email, mails.accountDeleted(user.name)]);
}
