import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, lte, ne, notInArray, sql, type SQL } from "drizzle-orm";
import { db, prepared } from "../db/client";
import { sessions, users } from "../db/schema";
import { nowInSeconds } from "../duration";
import { device, isBound, type Device } from "./device-binding/binding";
import type { User } from "./user";

/** Sessions of one user (ASVS 5.0, 7.1.2). Beyond it, the one not seen for longest ends. */
export const MAX_SESSIONS = 20;

/** Precision of “last seen” in seconds: more would cost a write for every request. */
const SEEN_EVERY = 300;

/** Enough to name the browser; a header can be 16 kB. */
const MAX_USER_AGENT = 400;

/** A session as the device list shows it. Its id is a digest that opens nothing. */
export type SessionRow = Readonly<{
  id: string;
  createdAt: number;
  lastSeenAt: number;
  userAgent: string;
  /** Copies of the cookie work on this device only. */
  isBound: boolean;
}>;

/** SHA-256 of a session id, base64url: the database stores only this. */
export const sessionDigest = (id: string): string =>
  createHash("sha256").update(id).digest("base64url");

type NewSession = Readonly<{
  userId: string;
  /** Seconds since 1970, like `expiresAt`. */
  createdAt: number;
  expiresAt: number;
  userAgent: string;
  /** The digest of the session that this one replaces, when it stays bound to the same device. */
  continues?: string;
  /** Insert only while this holds, for the user's row. */
  condition?: SQL;
}>;

/** Whether the session has not been ended, as a condition of another statement. */
export const sessionExists = (digest: string): SQL =>
  sql`exists (select 1 from ${sessions} where ${sessions.idHash} = ${digest})`;

/** The other sessions of a user, if the statement before in the same batch changed something. */
export const othersAfterChange = (userId: string, keep: string): SQL | undefined =>
  and(eq(sessions.userId, userId), ne(sessions.idHash, keep), sql`changes() > 0`);

/**
 * Records a session, deletes expired ones, and keeps to the user's limit.
 * @returns its id: 144 random bits, base64url, of which only the digest is stored; null when the user no longer exists
 * or the condition is not met
 */
export async function createSession(session: NewSession): Promise<string | null> {
  const { userId, createdAt, expiresAt, continues = "", condition } = session;
  const id = randomBytes(18).toString("base64url");
  const idHash = sessionDigest(id);
  const now = nowInSeconds();
  const userAgent = session.userAgent.slice(0, MAX_USER_AGENT);
  const database = await db();
  const before = sql`from ${sessions} where ${sessions.idHash} = ${continues}`;
  const carried = (name: string) => sql`(select ${sql.identifier(name)} ${before})`.as(name);
  // A request that overlaps a password change, a logout or a deletion begins no session.
  const row = database
    .select({
      idHash: sql`${idHash}`.as("id_hash"),
      userId: users.id,
      createdAt: sql`${createdAt}`.as("created_at"),
      lastSeenAt: sql`${now}`.as("last_seen_at"),
      userAgent: sql`${userAgent}`.as("user_agent"),
      expiresAt: sql`${expiresAt}`.as("expires_at"),
      deviceOfferedAt: carried("device_offered_at"),
      deviceKey: carried("device_key"),
      deviceProofs: carried("device_proofs"),
    })
    .from(users)
    .where(and(eq(users.id, userId), condition));
  const newest = database
    .select({ idHash: sessions.idHash })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt), desc(sql`rowid`))
    .limit(MAX_SESSIONS);
  const isSurplus = and(
    eq(sessions.userId, userId),
    ne(sessions.idHash, idHash),
    notInArray(sessions.idHash, newest),
  );
  const [, inserted] = await database.batch([
    database.delete(sessions).where(lte(sessions.expiresAt, now)),
    database.insert(sessions).select(row).returning({ idHash: sessions.idHash }),
    database.delete(sessions).where(isSurplus),
  ]);
  return inserted.length ? id : null;
}

const userOfSession = prepared((database) => {
  const { idHash, userId, expiresAt, lastSeenAt } = sessions;
  const claimed = and(eq(idHash, sql.placeholder("idHash")), eq(userId, sql.placeholder("userId")));
  return database
    .select({ user: { id: users.id, name: users.name, email: users.email }, device, lastSeenAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, userId))
    .where(and(claimed, gt(expiresAt, sql.placeholder("now"))))
    .prepare();
});

/** The user a session belongs to, and its device; null when it was revoked. One query by primary key. */
export async function findSessionUser(
  id: string,
  userId: string,
): Promise<{ user: User; device: Device } | null> {
  const idHash = sessionDigest(id);
  const now = nowInSeconds();
  const [row] = await (await userOfSession()).execute({ idHash, userId, now });
  if (!row) return null;
  // Not awaited, and errors are ignored: reading must work while writing does not.
  if (now - row.lastSeenAt >= SEEN_EVERY) void updateLastSeen(idHash, now).catch(() => {});
  return row;
}

async function updateLastSeen(idHash: string, now: number): Promise<void> {
  const update = (await db()).update(sessions).set({ lastSeenAt: now });
  await update.where(eq(sessions.idHash, idHash));
}

/** The user's sessions, last seen first. */
export async function listSessions(userId: string): Promise<SessionRow[]> {
  const { idHash: id, createdAt, lastSeenAt, userAgent } = sessions;
  const database = await db();
  const rows = await database
    .select({ id, createdAt, lastSeenAt, userAgent, device })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, nowInSeconds())))
    .orderBy(desc(lastSeenAt), desc(createdAt));
  return rows.map(({ device: own, ...row }) => ({ ...row, isBound: isBound(own) }));
}

/**
 * Ends one session of the user.
 * @param by the session that asks for it
 * @returns false when the user has no session with this digest, or `by` has ended
 */
export async function deleteSession(userId: string, digest: string, by = digest): Promise<boolean> {
  const isOwn = and(eq(sessions.userId, userId), eq(sessions.idHash, digest));
  return (await endAll(and(isOwn, sessionExists(by)))) > 0;
}

/** Ends every session of the user and returns how many; with `keep` all but this one, unless it has ended. */
export async function deleteSessions(userId: string, keep?: string): Promise<number> {
  const others = keep === undefined ? [] : [ne(sessions.idHash, keep), sessionExists(keep)];
  return endAll(and(eq(sessions.userId, userId), ...others));
}

async function endAll(which: SQL | undefined): Promise<number> {
  const ended = await (await db()).delete(sessions).where(which).returning({ id: sessions.idHash });
  return ended.length;
}
