import "server-only";
import { nowInSeconds } from "../duration";
import { cookieStore, serializeWrites, writeCookie } from "./cookie-store";
import { openSession, sealSession, sessionCookie, type SessionRecord } from "./cookies";
import { patchFields, readFields, type SessionData } from "./schema";

export type { SessionData } from "./schema";

/** This request's session with its identity and times. For lib/auth: pages call `getSession()` or `getAuth()`. */
export async function readSession() {
  const value = await cookieStore.value(sessionCookie);
  return value ? openSession(value) : null;
}

async function writeSession(record: SessionRecord): Promise<void> {
  const { value, maxAge } = await sealSession(record);
  await writeCookie(sessionCookie, value, maxAge);
}

async function readValidRecord(): Promise<SessionRecord | null> {
  const session = await readSession();
  return session?.status === "valid" ? session.record : null;
}

/** What the session remembers, for guests and users. Reading sets no cookie. */
export const getSession = async (): Promise<SessionData> =>
  readFields((await readValidRecord())?.fields ?? {});

/**
 * Changes fields of the session; `undefined` removes one. For actions and route handlers: a page cannot set cookies.
 * @throws CookieTooBigError when the session does not fit into a cookie; TypeError for an unknown field or a wrong type
 */
export function updateSession(patch: SessionData): Promise<void> {
  return serializeWrites(async () => {
    const empty = { createdAt: nowInSeconds(), identity: null, fields: {} };
    const record = (await readValidRecord()) ?? empty;
    await writeSession({ ...record, fields: patchFields(record.fields, patch) });
  });
}

/** Deletes the session cookie. To log a user out call `logOut()`, which also revokes every copy of it. */
export const clearSession = (): Promise<void> =>
  serializeWrites(() => cookieStore.delete(sessionCookie));

/** Replaces the session by a new one. For lib/auth, after a user has proved who they are. */
export const startSession = (record: SessionRecord): Promise<void> =>
  serializeWrites(() => writeSession(record));
