import "server-only";
import { hash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, lte, ne, notInArray, sql, type SQL } from "drizzle-orm";
import { db, prepared } from "../db/client";
import { sessions, users } from "../db/schema";
import { nowInSeconds } from "../duration";
import { env } from "../env";
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
export const sessionDigest = (id: string): string => hash("sha256", id, "base64url");

type NewSession = Readonly<{
  userId: string;
  /** Seconds since 1970, like `expiresAt`. */
  createdAt: number;
  expiresAt: number;
  userAgent: string;
  /** The digest of the session that ends when this one begins. */
  replaces?: string;
  /** Stays bound to the device of that session. */
  keepsDevice?: boolean;
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
 * Records a session, deletes the one before it and expired ones, and keeps to the user's limit.
 * @returns its id: 144 random bits, base64url, of which only the digest is stored; null when the user no longer exists
 * or the condition is not met
 */
export async function createSession(session: NewSession): Promise<string | null> {
  const { userId, createdAt, expiresAt, replaces = "", keepsDevice, condition } = session;
  const id = randomBytes(18).toString("base64url");
  const idHash = sessionDigest(id);
  const now = nowInSeconds();
  const userAgent = session.userAgent.slice(0, MAX_USER_AGENT);
  const database = await db();
  // A request that overlaps a password change, a logout or a deletion begins no session.
  // In the order of the columns in lib/db/schema.ts.
  const row = sql`
    select ${idHash}, ${users.id}, ${createdAt}, ${now}, ${userAgent}, ${expiresAt},
      earlier.device_offered_at, earlier.device_key, earlier.device_proofs
    from ${users} left join ${sessions} as earlier on earlier.id_hash = ${keepsDevice ? replaces : ""}
    where ${and(eq(users.id, userId), condition)}`;
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
    database.delete(sessions).where(and(eq(sessions.idHash, replaces), sessionExists(idHash))),
    database.delete(sessions).where(isSurplus),
  ]);
  return inserted.length ? id : null;
}

const userOfSession = (ofDevice: Partial<typeof device>) =>
  prepared((database) => {
    const { idHash, userId, expiresAt, lastSeenAt } = sessions;
    const isOwn = and(eq(idHash, sql.placeholder("idHash")), eq(userId, sql.placeholder("userId")));
    return database
      .select({ name: users.name, email: users.email, lastSeenAt, ...ofDevice })
      .from(sessions)
      .innerJoin(users, eq(users.id, userId))
      .where(and(isOwn, gt(expiresAt, sql.placeholder("now"))))
      .prepare();
  });

// Every request of a user runs one of them, and each column takes a tenth of its time.
const userAndDevice = userOfSession(device);
const userOnly = userOfSession({});

/** A session that has not ended: its user and its device, and the digest of its id. */
type Found = Readonly<{ user: User; device: Device; idHash: string }>;

/** The user a session belongs to, and its device; null when it was revoked. One query by primary key. */
export async function findSessionUser(id: string, userId: string): Promise<Found | null> {
  const idHash = sessionDigest(id);
  const now = nowInSeconds();
  const query = env().SESSION_DEVICE_BINDING ? userAndDevice : userOnly;
  const [row] = await (await query()).execute({ idHash, userId, now });
  if (!row) return null;
  const { name, email, lastSeenAt, ...ownDevice } = row;
  // Not awaited, and errors are ignored: reading must work while writing does not.
  if (now - lastSeenAt >= SEEN_EVERY) void updateLastSeen(idHash, now).catch(() => {});
  return { user: { id: userId, name, email }, device: ownDevice, idHash };
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
