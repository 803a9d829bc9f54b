import "server-only";
import { and, desc, eq, notExists } from "drizzle-orm";
import * as z from "zod";
import { db } from "../../db/client";
import { passkeys, users } from "../../db/schema";
import { log } from "../../log";
import { mails } from "../../mail/templates";
import { sendMail } from "../../mail/transport";
import { hasAnotherLogin } from "../login-methods";
import type { User } from "../user";

export const passkeyNameField = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(60, "Use at most 60 characters.")
  .regex(/^\P{Cc}*$/u, "Control characters are not allowed.");

/** A passkey as the list shows it. Times are seconds since 1970. */
export type Passkey = Readonly<{
  id: string;
  name: string;
  createdAt: number;
  lastUsedAt: number | null;
}>;

const isOf = (userId: string, id: string) => and(eq(passkeys.userId, userId), eq(passkeys.id, id));

/** The user's passkeys, newest first. */
export async function listPasskeys(userId: string): Promise<Passkey[]> {
  const { id, name, createdAt, lastUsedAt } = passkeys;
  return (await db())
    .select({ id, name, createdAt, lastUsedAt })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(desc(createdAt));
}

/** Changes the name of one of the user's passkeys. */
export async function renamePasskey(userId: string, id: string, name: string): Promise<void> {
  await (await db()).update(passkeys).set({ name }).where(isOf(userId, id));
}

/**
 * Removes one of the user's passkeys, and mails a notice.
 * @returns false when it is the only way to log in
 */
export async function removePasskey(user: User, id: string): Promise<boolean> {
  const database = await db();
  const removed = await database
    .delete(passkeys)
    .where(and(isOf(user.id, id), hasAnotherLogin(user.id)))
    .returning({ id: passkeys.id });
  if (!removed.length) {
    const left = await database.select().from(passkeys).where(isOf(user.id, id));
    return left.length === 0;
  }
  log("passkey_removed", { user: user.id });
  sendMail(async () => [user.email, mails.loginRemoved(user.name, "A passkey")]);
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
