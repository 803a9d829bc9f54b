import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, lte, ne, notInArray, sql, type SQL } from "drizzle-orm";
import { db, mayLag, prepared, settled } from "../db/client";
import { sessions, users } from "../db/schema";
import type { Identity } from "../session/schema";
import { nowInSeconds } from "../session/sealed-cookie";
import type { User } from "./user";

/** So many devices of one member may be logged in (ASVS 5.0, 7.1.2); one more, and the one not seen for longest goes. */
export const MAX_SESSIONS = 20;

/** How exact “last seen” is, in seconds: more would cost a write for every request. */
const SEEN_EVERY = 300;

/** For so many seconds after a login, a replica of the database may not have heard of it yet. */
const NEW_FOR = 60;

/** A device that is logged in. Its id is the digest of the session's: it names the session and opens nothing. */
export type SessionRow = Readonly<{
  id: string;
  createdAt: number;
  lastSeenAt: number;
  userAgent: string;
}>;

/** SHA-256 of a session id, base64url: what the database knows a session by. */
export const sessionDigest = (id: string): string =>
  createHash("sha256").update(id).digest("base64url");

/**
 * Records a session that may be used from now on, sweeps those that are over, and keeps to the member's limit.
 * @param expiresAt seconds since 1970
 * @returns its id: 144 random bits, base64url. Only the digest is stored.
 */
export async function createSession(
  userId: string,
  expiresAt: number,
  userAgent: string,
): Promise<string> {
  const id = randomBytes(18).toString("base64url");
  const now = nowInSeconds();
  const row = {
    idHash: sessionDigest(id),
    userId,
    createdAt: now,
    lastSeenAt: now,
    userAgent: userAgent.slice(0, 400),
    expiresAt,
  };
  const database = await db();
  const newest = database
    .select({ idHash: sessions.idHash })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt), desc(sql`rowid`))
    .limit(MAX_SESSIONS);
  const surplus = and(
    eq(sessions.userId, userId),
    ne(sessions.idHash, row.idHash),
    notInArray(sessions.idHash, newest),
  );
  await database.batch([
    database.delete(sessions).where(lte(sessions.expiresAt, now)),
    database.insert(sessions).values(row),
    database.delete(sessions).where(surplus),
  ]);
  return id;
}

/**
 * The member a session belongs to, or null when it has been ended: one query by primary key. A session that has begun
 * just now, on an instance that asks another replica, may not have come to ours: then a write is tried first, because
 * the primary answers it, and what is read after it is no older.
 */
export async function findSessionUser({ id, userId, provenAt }: Identity): Promise<User | null> {
  const idHash = sessionDigest(id);
  const now = nowInSeconds();
  const user = await readUser(idHash, userId, now);
  if (user || !mayLag() || now - provenAt >= NEW_FOR) return user;
  return (await markSeen(idHash, now)) ? readUser(idHash, userId, now) : null;
}

const userOfSession = prepared((database) => {
  const { idHash, userId, expiresAt, lastSeenAt } = sessions;
  const claimed = and(eq(idHash, sql.placeholder("idHash")), eq(userId, sql.placeholder("userId")));
  return database
    .select({ id: users.id, name: users.name, email: users.email, lastSeenAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, userId))
    .where(and(claimed, gt(expiresAt, sql.placeholder("now"))))
    .prepare();
});

async function readUser(idHash: string, userId: string, now: number): Promise<User | null> {
  const [row] = await (await userOfSession()).execute({ idHash, userId, now });
  if (!row) return null;
  const { lastSeenAt, ...user } = row;
  // Not waited for, and nobody's fault: whoever may read while nobody may write is let in all the same.
  if (now - lastSeenAt >= SEEN_EVERY) void markSeen(idHash, now).catch(() => {});
  return user;
}

async function markSeen(idHash: string, now: number): Promise<boolean> {
  const marked = (await db())
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(eq(sessions.idHash, idHash));
  return (await marked.returning({ idHash: sessions.idHash })).length > 0;
}

/** A member's devices, the one seen last first. */
export async function listSessions(userId: string): Promise<SessionRow[]> {
  const { idHash: id, createdAt, lastSeenAt, userAgent } = sessions;
  return (await db())
    .select({ id, createdAt, lastSeenAt, userAgent })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, nowInSeconds())))
    .orderBy(desc(lastSeenAt), desc(createdAt));
}

/** Ends one session of a member's, named by its digest. False when the member has no such session. */
export async function deleteSession(userId: string, digest: string): Promise<boolean> {
  return (await endAll(and(eq(sessions.userId, userId), eq(sessions.idHash, digest)))) > 0;
}

/** Ends every session of a member's but the one kept, and says how many that were. */
export async function deleteSessions(userId: string, keep = ""): Promise<number> {
  return endAll(and(eq(sessions.userId, userId), ne(sessions.idHash, keep)));
}

async function endAll(which: SQL | undefined): Promise<number> {
  const ended = await (await db()).delete(sessions).where(which).returning({ id: sessions.idHash });
  if (ended.length) await settled();
  return ended.length;
}
