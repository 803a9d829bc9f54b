import "server-only";
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import * as z from "zod";
import { db } from "../db/client";
import { users } from "../db/schema";
import { log } from "../log";
import { nowInSeconds } from "../session/sealed-cookie";
import { clientAddress } from "./client-address";
import { attemptLogin, attemptSignup } from "./login-limits";
import { readDevice } from "./known-device";
import { newPasswordField } from "./new-password";
import { hashPassword, verifyPassword } from "./password";
import type { User } from "./user";

export { newPasswordField, PASSWORD_LENGTH } from "./new-password";

export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "That is too long for an e-mail address.")
  .pipe(z.email("Write your e-mail address like name@example.com."));

export const nameField = z
  .string()
  .trim()
  .min(1, "Tell us what to call you.")
  .max(80, "Use at most 80 characters.")
  .regex(/^\P{Cc}*$/u, "Use letters and signs, no control characters.");

export const signUpFields = z.object({
  name: nameField,
  email: emailField,
  password: newPasswordField,
});

/** Not `newPasswordField`: what was once a good password still has to open the door. */
export const logInFields = z.object({
  email: emailField,
  password: z.string().min(1, "Write your password.").max(1000, "That password is too long."),
});

/**
 * The member with this e-mail address and password, or null; as long in coming for either mistake.
 * @throws RateLimitError before the password is looked at, for accounts that exist and for those that don't
 */
export async function authenticate({
  email,
  password,
}: z.output<typeof logInFields>): Promise<User | null> {
  const [address, device] = [await clientAddress(), await readDevice()];
  const [row] = await (await db()).select().from(users).where(eq(users.email, email));
  const known = row && device?.users.includes(row.id) ? device.id : null;
  const correct = await attemptLogin({ email, address, device: known }, () =>
    verifyPassword(row?.passwordHash, password),
  );
  if (!row || !correct) return null;
  return { id: row.id, name: row.name, email: row.email };
}

/** Who has the account with this e-mail address, which is in lower case. */
export async function findUserByEmail(email: string): Promise<User | null> {
  const { id, name } = users;
  const [row] = await (
    await db()
  )
    .select({ id, name, email: users.email })
    .from(users)
    .where(eq(users.email, email));
  return row ?? null;
}

/**
 * Adds a member, or answers null when the address has an account already.
 * @throws RateLimitError before anything is looked at
 */
export async function createUser({
  name,
  email,
  password,
}: z.output<typeof signUpFields>): Promise<User | null> {
  const address = await clientAddress();
  const passwordHash = await attemptSignup({ email, address }, () => hashPassword(password));
  const user = { id: randomBytes(16).toString("base64url"), name, email };
  const row = { ...user, passwordHash, createdAt: nowInSeconds() };
  const added = await (
    await db()
  )
    .insert(users)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (!added.length) return null;
  log("signup", { user: user.id, email, address });
  return user;
}
