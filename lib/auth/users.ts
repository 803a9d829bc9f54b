import "server-only";
import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import * as z from "zod";
import { db } from "../db/client";
import { users } from "../db/schema";
import { log } from "../log";
import { nowInSeconds } from "../duration";
import { clientAddress } from "./client-address";
import { sendConfirmation } from "./email/confirm-email";
import { findUserByEmail } from "./find-user";
import { attemptLogin, attemptSignup } from "./login-limits";
import { readDeviceId } from "./known-device";
import { newPasswordField } from "./new-password";
import { passwordDigest, passwordIs, passwordProof } from "./account-state";
import { hashPassword, verifyPassword } from "./password";
import type { VerifiedUser } from "./user";

export { newPasswordField, PASSWORD_LENGTH } from "./new-password";

/** In lower case only when it is ASCII: of other letters, the Kelvin sign (U+212A) becomes a k, which is another address. */
export const emailField = z
  .string()
  .trim()
  .max(254, "This is too long for an e-mail address.")
  .pipe(z.email("Enter an e-mail address like name@example.com.").toLowerCase());

export const nameField = z
  .string()
  .trim()
  .min(1, "Enter your name.")
  .max(80, "Use at most 80 characters.")
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "Control characters are not allowed.");

export const signUpFields = z.object({
  name: nameField,
  email: emailField,
  password: newPasswordField,
});

/** Not `newPasswordField`: a password that was accepted once must still work. */
export const logInFields = z.object({
  email: emailField,
  password: z.string().min(1, "Enter your password.").max(1000, "That password is too long."),
});

/**
 * The user with this e-mail address and password, or null. Takes equally long for either mistake.
 * @throws RateLimitError before the password is checked, for existing accounts and others alike
 */
export async function authenticate({
  email,
  password,
}: z.output<typeof logInFields>): Promise<VerifiedUser | null> {
  const row = await findUserByEmail(email);
  const digest = row?.passwordHash ? passwordDigest(row.passwordHash) : "";
  // For an unknown account too, so that both take equally long.
  const deviceId = await readDeviceId(row?.id ?? "", digest);
  const client = { email, address: await clientAddress(), deviceId, passwordDigest: digest };
  const isCorrect = await attemptLogin(client, () => verifyPassword(row?.passwordHash, password));
  if (!row || !isCorrect) return null;
  const user = { id: row.id, name: row.name, email: row.email };
  // Both are what was proved: the address may change meanwhile, which ends all other sessions.
  const proof = sql`${passwordIs(row.passwordHash)} and ${eq(users.email, row.email)}`;
  return { user, proof, passwordDigest: digest };
}

/**
 * Creates a user; null when the e-mail address already has an account.
 * @throws RateLimitError before anything is checked
 */
export async function createUser({
  name,
  email,
  password,
}: z.output<typeof signUpFields>): Promise<VerifiedUser | null> {
  const address = await clientAddress();
  const passwordHash = await attemptSignup({ email, address }, () => hashPassword(password));
  const user = { id: randomBytes(16).toString("base64url"), name, email };
  const row = { ...user, passwordHash, createdAt: nowInSeconds() };
  const insert = (await db()).insert(users).values(row).onConflictDoNothing();
  const added = await insert.returning({ id: users.id });
  if (!added.length) return null;
  log("signup", { user: user.id, email, address });
  sendConfirmation(user);
  return { user, ...passwordProof(passwordHash) };
}
