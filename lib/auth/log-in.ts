import "server-only";
import type { SQL } from "drizzle-orm";
import { headers } from "next/headers";
import { env } from "../env";
import { isDatabaseOutage, logError } from "../errors";
import { log } from "../log";
import { clearSession, readSession, startSession } from "../session";
import { nowInSeconds } from "../duration";
import { clientAddress } from "./client-address";
import { findUser } from "./find-user";
import { getAuth } from "./get-auth";
import { rememberDevice } from "./known-device";
import { createSession, deleteSession, sessionDigest, sessionExists } from "./sessions";
import type { User } from "./user";

type Start = Readonly<{
  createdAt: number;
  provenAt: number;
  permanent: boolean;
  /** Binds the session to the same device as the one before. */
  keepsDevice?: boolean;
}>;

/**
 * Records a session with a new id, ends the one before it, and seals the cookie (ASVS 5.0, 7.2.4).
 * @returns the id; null when the account no longer exists or the condition is not met
 */
async function beginSession(
  user: User,
  { createdAt, provenAt, permanent, keepsDevice = false }: Start,
  condition?: SQL,
): Promise<string | null> {
  const session = await readSession();
  const before = session?.record.identity;
  const { PERMANENT_SESSION_MAX, SESSION_MAX } = env();
  const id = await createSession({
    userId: user.id,
    createdAt,
    expiresAt: createdAt + (permanent ? PERMANENT_SESSION_MAX : SESSION_MAX),
    userAgent: (await headers()).get("user-agent") ?? "",
    // Also one that is idle: a copy may be in use.
    replaces: before ? sessionDigest(before.id) : undefined,
    keepsDevice,
    condition,
  });
  if (!id) return null;
  const isOwn = session?.status === "valid" && before?.userId === user.id;
  const own = isOwn ? session.record.fields : {};
  const accent = (await findUser(user.id))?.accent;
  const fields = accent ? { ...own, accent } : own;
  await startSession({ createdAt, identity: { id, userId: user.id, provenAt, permanent }, fields });
  return id;
}

type Options = Readonly<{
  /** “Remember me”. Undefined keeps what it was when the user proves who they are once more. */
  permanent?: boolean;
  /** The session begins only while this holds, see `VerifiedUser`. */
  proof?: SQL;
  /** The device is known from now on, as long as this is the password. */
  passwordDigest?: string;
}>;

/**
 * Begins a session for a user who has just proved who they are. What the user chose on another device is read in.
 * @returns false when the account no longer exists or the proof no longer counts
 */
export async function logIn(
  user: User,
  { permanent, proof, passwordDigest }: Options = {},
): Promise<boolean> {
  const auth = await getAuth();
  const now = nowInSeconds();
  const isPermanent =
    permanent ?? (auth.status === "user" && auth.user.id === user.id && auth.session.permanent);
  const start = { createdAt: now, provenAt: now, permanent: isPermanent };
  const id = await beginSession(user, start, proof);
  if (!id) return false;
  if (passwordDigest) await rememberDevice(user.id, passwordDigest);
  log("login", { user: user.id, sessionId: id, address: await clientAddress() });
  return true;
}

/**
 * Replaces the user's session without a proof: its age, last proof and “Remember me” stay as they were.
 * @returns false when the session has been ended meanwhile
 */
export async function renewSessionId(user: User): Promise<boolean> {
  const session = await readSession();
  if (session?.status !== "valid" || !session.record.identity) return false;
  const { createdAt, identity } = session.record;
  const { id, provenAt, permanent } = identity;
  const start = { createdAt, provenAt, permanent, keepsDevice: true };
  return (await beginSession(user, start, sessionExists(sessionDigest(id)))) !== null;
}

/**
 * Ends the session of this request and every copy of its cookie. The cookie is deleted first, also when the database does
 * not answer.
 * @returns false when the database did not answer: a copy of the cookie then works until it expires
 */
export async function logOut(): Promise<boolean> {
  const identity = (await readSession())?.record.identity;
  await clearSession();
  if (!identity) return true;
  const event = { user: identity.userId, sessionId: identity.id, address: await clientAddress() };
  try {
    await deleteSession(identity.userId, sessionDigest(identity.id));
    log("logout", event);
    return true;
  } catch (error) {
    if (!isDatabaseOutage(error)) throw error;
    logError(error);
    log("logout_incomplete", event);
    return false;
  }
}
