import "server-only";
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import * as z from "zod";
import { db } from "../db/client";
import { users } from "../db/schema";
import { nowInSeconds } from "../session/sealed-cookie";
import { hashPassword, verifyPassword } from "./password";
import type { User } from "./user";

/** Letters of any script, so length is all that is asked of a password (ASVS 5.0, 6.2.1, 6.2.5 and 6.2.9). */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;

const characters = (text: string): number => [...text].length;

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

export const newPasswordField = z
  .string()
  .refine((text) => characters(text) >= PASSWORD_LENGTH.min, `Use at least ${PASSWORD_LENGTH.min} characters.`)
  .refine((text) => characters(text) <= PASSWORD_LENGTH.max, `Use at most ${PASSWORD_LENGTH.max} characters.`);

export const signUpFields = z.object({ name: nameField, email: emailField, password: newPasswordField });

/** Not `newPasswordField`: what was once a good password still has to open the door. */
export const logInFields = z.object({
  email: emailField,
  password: z.string().min(1, "Write your password.").max(1000, "That password is too long."),
});

/** The member with this e-mail address and password, or null; as long in coming for either mistake. */
export async function authenticate({ email, password }: z.output<typeof logInFields>): Promise<User | null> {
  const [row] = await (await db()).select().from(users).where(eq(users.email, email));
  const correct = await verifyPassword(row?.passwordHash, password);
  return row && correct ? { id: row.id, name: row.name, email: row.email } : null;
}

/** Who has the account with this e-mail address, which is in lower case. */
export async function findUserByEmail(email: string): Promise<User | null> {
  const { id, name } = users;
  const [row] = await (await db()).select({ id, name, email: users.email }).from(users).where(eq(users.email, email));
  return row ?? null;
}

/** Adds a member, or answers null when the address has an account already. */
export async function createUser({ name, email, password }: z.output<typeof signUpFields>): Promise<User | null> {
  const user = { id: randomBytes(16).toString("base64url"), name, email };
  const row = { ...user, passwordHash: await hashPassword(password), createdAt: nowInSeconds() };
  const added = await (await db()).insert(users).values(row).onConflictDoNothing().returning({ id: users.id });
  return added.length ? user : null;
}
