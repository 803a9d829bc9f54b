import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import { db } from "../db/client";
import { sessions, users } from "../db/schema";
import { nowInSeconds } from "../session/sealed-cookie";
import type { User } from "./user";

const digest = (id: string): string => createHash("sha256").update(id).digest("base64url");

/**
 * Records a session that may be used from now on.
 * @param expiresAt seconds since 1970
 * @returns its id: 144 random bits, base64url. Only the digest is stored.
 */
export async function createSession(userId: string, expiresAt: number): Promise<string> {
  const id = randomBytes(18).toString("base64url");
  const row = { idHash: digest(id), userId, createdAt: nowInSeconds(), expiresAt };
  await (await db()).insert(sessions).values(row);
  return id;
}

/** The member a session belongs to, or null when it has been ended: one query by primary key. */
export async function findSessionUser(id: string, userId: string): Promise<User | null> {
  const rows = await (await db())
    .select({ id: users.id, name: users.name, email: users.email })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.idHash, digest(id)), eq(sessions.userId, userId), gt(sessions.expiresAt, nowInSeconds())));
  return rows[0] ?? null;
}

/** Ends a session: every copy of its cookie is a guest's from now on. */
export async function deleteSession(id: string): Promise<void> {
  await (await db()).delete(sessions).where(eq(sessions.idHash, digest(id)));
}
