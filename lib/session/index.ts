import "server-only";
import { deleteCookie, getCookieValue, serializeWrites, setCookieValue } from "./cookie-store";
import {
  openSession,
  sealSession,
  sessionCookie,
  type Session,
  type SessionRecord,
} from "./cookies";
import { patchFields, readFields, type SessionData } from "./schema";
import { nowInSeconds } from "../duration";

export type { SessionData } from "./schema";

/** This request's session with its identity and times. For lib/auth: pages call `getSession()` or `getAuth()`. */
export async function readSession(): Promise<Session | null> {
  const value = await getCookieValue(sessionCookie);
  return value ? openSession(value) : null;
}

async function writeSession(record: SessionRecord): Promise<void> {
  const { value, maxAge } = await sealSession(record);
  await setCookieValue(sessionCookie, value, maxAge);
}

async function readRecord(): Promise<SessionRecord | null> {
  const session = await readSession();
  return session?.status === "valid" ? session.record : null;
}

/** What the session remembers, for guests and users. Reading sets no cookie. */
export async function getSession(): Promise<SessionData> {
  return readFields((await readRecord())?.fields ?? {});
}

/**
 * Changes fields of the session; `undefined` removes one. For actions and route handlers: a page cannot set cookies.
 * @throws CookieTooBigError when the session does not fit into a cookie; TypeError for an unknown field or a wrong type
 */
export function updateSession(patch: SessionData): Promise<void> {
  return serializeWrites(async () => {
    const empty = { createdAt: nowInSeconds(), identity: null, fields: {} };
    const record = (await readRecord()) ?? empty;
    await writeSession({ ...record, fields: patchFields(record.fields, patch) });
  });
}

/** Deletes the session cookie. To log a user out call `logOut()`, which also revokes every copy of it. */
export function clearSession(): Promise<void> {
  return serializeWrites(() => deleteCookie(sessionCookie));
}

/** Replaces the session by a new one. For lib/auth, after a user has proved who they are. */
export function startSession(record: SessionRecord): Promise<void> {
  return serializeWrites(() => writeSession(record));
}
