import "server-only";
import { eq } from "drizzle-orm";
import { db } from "../db/client";
import { users } from "../db/schema";
import { log } from "../log";
import { clearSession } from "../session";
import { clientAddress } from "./address";
import { loginTry } from "./attempts";
import { currentSession, logIn, type User } from "./index";
import { hashPassword, verifyPassword } from "./password";
import { deleteSessions } from "./sessions";

/** Changes what a member is called. */
export async function renameUser(id: string, name: string): Promise<void> {
  await (await db()).update(users).set({ name }).where(eq(users.id, id));
}

/**
 * Changes a member's password and ends every session there is, this one too, which begins anew (ASVS 5.0, 7.4.3).
 * @returns false when `current` is not the password
 * @throws TooManyTries: whoever took over a session must not find out the password by trying
 */
export async function changePassword(user: User, current: string, next: string): Promise<boolean> {
  const [row] = await (await db()).select().from(users).where(eq(users.id, user.id));
  // Counted for this session alone, so that nobody who hammers the login keeps a member from a new password.
  const typed = { email: user.email, address: await clientAddress(), device: await currentSession() };
  if (!(await loginTry(typed, () => verifyPassword(row?.passwordHash, current)))) return false;
  await (await db())
    .update(users)
    .set({ passwordHash: await hashPassword(next) })
    .where(eq(users.id, user.id));
  log("password_changed", { user: user.id });
  await renewAlone(user);
  return true;
}

/** Changes a member's e-mail address, and ends every other session. False when the address has an account already. */
export async function changeEmail(user: User, email: string): Promise<boolean> {
  const database = await db();
  const [taken] = await database.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (taken) return taken.id === user.id;
  await database.update(users).set({ email }).where(eq(users.id, user.id));
  log("email_changed", { user: user.id });
  await renewAlone({ ...user, email });
  return true;
}

/** Takes a member out of the database, with all that is theirs, and ends every session. */
export async function deleteAccount(user: User): Promise<void> {
  await deleteSessions(user.id);
  await (await db()).delete(users).where(eq(users.id, user.id));
  await clearSession();
  log("account_deleted", { user: user.id });
}

async function renewAlone(user: User): Promise<void> {
  await deleteSessions(user.id);
  await logIn(user);
}
