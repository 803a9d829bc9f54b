import "server-only";
import { eq } from "drizzle-orm";
import { db, settled } from "../db/client";
import { sessions, users, type UserRow } from "../db/schema";
import { log } from "../log";
import { clearSession } from "../session";
import { clientAddress } from "./client-address";
import { attemptLogin } from "./login-limits";
import { currentSession, logIn, type User } from "./index";
import { hashPassword, verifyPassword } from "./password";

/** Changes what a member is called. */
export async function renameUser(id: string, name: string): Promise<void> {
  await (await db()).update(users).set({ name }).where(eq(users.id, id));
}

/**
 * Changes a member's password and ends every session there is, this one too, which begins anew (ASVS 5.0, 7.4.3).
 * @returns false when `current` is not the password
 * @throws RateLimitError: whoever took over a session must not find out the password by trying
 */
export async function changePassword(user: User, current: string, next: string): Promise<boolean> {
  const [row] = await (await db()).select().from(users).where(eq(users.id, user.id));
  // Counted for this session alone, so that nobody who hammers the login keeps a member from a new password.
  const typed = {
    email: user.email,
    address: await clientAddress(),
    device: await currentSession(),
  };
  if (!(await attemptLogin(typed, () => verifyPassword(row?.passwordHash, current)))) return false;
  await changeAlone(user, { passwordHash: await hashPassword(next) });
  log("password_changed", { user: user.id });
  await logIn(user);
  return true;
}

/** Changes a member's e-mail address, and ends every other session. False when the address has an account already. */
export async function changeEmail(user: User, email: string): Promise<boolean> {
  const database = await db();
  const [taken] = await database.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (taken) return taken.id === user.id;
  await changeAlone(user, { email });
  log("email_changed", { user: user.id });
  await logIn({ ...user, email });
  return true;
}

/** Takes a member out of the database, with all that is theirs, and ends every session. */
export async function deleteAccount(user: User): Promise<void> {
  const database = await db();
  await database.batch([
    database.delete(sessions).where(eq(sessions.userId, user.id)),
    database.delete(users).where(eq(users.id, user.id)),
  ]);
  await clearSession();
  log("account_deleted", { user: user.id });
  await settled();
}

/** In one transaction: no fault in between leaves the old sessions with the new password. */
async function changeAlone({ id }: User, change: Partial<UserRow>): Promise<void> {
  const database = await db();
  await database.batch([
    database.update(users).set(change).where(eq(users.id, id)),
    database.delete(sessions).where(eq(sessions.userId, id)),
  ]);
}
