import "server-only";
import { eq } from "drizzle-orm";
import { db } from "../db/client";
import { users, type UserRow } from "../db/schema";

/** The user's row, with the password hash. For lib/auth only: pages get a `User` from `getAuth()`. */
export async function findUser(id: string): Promise<UserRow | undefined> {
  const select = (await db()).select().from(users);
  return (await select.where(eq(users.id, id)))[0];
}

/** The user's row by e-mail address, which must be in lower case. */
export async function findUserByEmail(email: string): Promise<UserRow | undefined> {
  const select = (await db()).select().from(users);
  return (await select.where(eq(users.email, email)))[0];
}
