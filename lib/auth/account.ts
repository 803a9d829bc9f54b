import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { db } from "../db/client";
import { sessions, users, type UserRow } from "../db/schema";
import { isUniqueViolation } from "../errors";
import { log } from "../log";
import { mails } from "../mail/templates";
import { passwordProof } from "./account-state";
import { changeAndEndSessions } from "./change-account";
import { clientAddress } from "./client-address";
import { sendNotice } from "./email/notices";
import { findUser } from "./find-user";
import { getAuth, ownSessionId, redirectToLogin } from "./index";
import { logIn, renewSessionId } from "./log-in";
import { limits } from "./limits";
import { attemptAsUser, countForUser } from "./login-limits";
import { hashPassword, limitConcurrency, verifyPassword } from "./password";
import { sessionExists } from "./sessions";
import type { User } from "./user";

type Profile = Partial<Pick<UserRow, "name" | "accent" | "hidesPasskeyOffer">>;

/** Changes the user's name or preferences. Those that pages read from the session: call `updateSession()` too. */
export async function updateProfile(userId: string, profile: Profile): Promise<void> {
  await (await db()).update(users).set(profile).where(eq(users.id, userId));
}

/**
 * Changes the password, ends every session of the user and begins a new one (ASVS 5.0, 7.4.3).
 * @returns false when `current` is not the password
 * @throws RateLimitError: a stolen session must not be used to guess the password
 */
export async function changePassword(user: User, current: string, next: string): Promise<boolean> {
  const [row, auth] = await Promise.all([findUser(user.id), getAuth()]);
  // Hashing takes its turn among the logins, or a few users could keep everyone else waiting.
  const client = { subject: user.id, address: await clientAddress(), isKnown: true };
  const passwordHash = await limitConcurrency(client, async () => {
    const isCorrect = await attemptAsUser(limits.currentPassword, user.id, () =>
      verifyPassword(row?.passwordHash, current),
    );
    if (!isCorrect) return null;
    await countForUser(limits.passwordChange, user.id, user.email);
    return hashPassword(next);
  });
  if (!row || !passwordHash) return false;
  if (auth.status !== "user") return redirectToLogin();
  const { id: by, permanent } = auth.session;
  if (!(await changeAndEndSessions(row, { passwordHash }, { by }))) return redirectToLogin();
  log("password_changed", { user: user.id });
  sendNotice(row.email, mails.passwordChanged(row.name));
  if (!(await logIn(user, { ...passwordProof(passwordHash), permanent }))) await redirectToLogin();
  return true;
}

/**
 * Changes the e-mail address and ends every other session, on a server that sends no mail. This is no proof of identity: age
 * and last proof of the session stay as they were.
 * @returns false when the address already has an account
 * @throws RateLimitError: the answer tells whether an address has an account
 */
export async function changeEmail(user: User, email: string): Promise<boolean> {
  const row = await findUser(user.id);
  try {
    await countForUser(limits.emailChange, user.id);
    const own = await ownSessionId();
    const change = { email, emailVerifiedAt: null, emailVerifiedInSession: false };
    if (!row || !(await changeAndEndSessions(row, change, { by: own, keep: own }))) {
      return await redirectToLogin();
    }
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    log("email_change_refused", { user: user.id, code: "taken" });
    return false;
  }
  log("email_changed", { user: user.id });
  if (!(await renewSessionId({ ...user, email }))) await redirectToLogin();
  return true;
}

/**
 * Deletes the user with all their data and every session, unless the session of this request has been revoked in the meantime.
 * @throws RateLimitError
 */
export async function deleteAccount(user: User): Promise<void> {
  await countForUser(limits.deletion, user.id, user.email);
  const isAllowed = and(eq(users.id, user.id), sessionExists(await ownSessionId()));
  const database = await db();
  const [deleted] = await database.batch([
    database.delete(users).where(isAllowed).returning({ id: users.id }),
    database.delete(sessions).where(and(eq(sessions.userId, user.id), sql`changes() > 0`)),
  ]);
  if (!deleted.length) return redirectToLogin();
  log("account_deleted", { user: user.id });
  sendNotice(user.email, mails.accountDeleted(user.name));
}
