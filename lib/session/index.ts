import "server-only";
import { deleteCookie, serializeWrites, getCookieValue, setCookieValue } from "./cookie-store";
import {
  patchFields,
  readFields,
  type Identity,
  type SessionData,
  type SessionRecord,
} from "./schema";
import { nowInSeconds } from "./sealed-cookie";
import { openSession, sealSession, sessionCookie, type OpenSession } from "./session";

export type { SessionData } from "./schema";

/** The session of this request, who it belongs to and when it ends included; null when there is none that holds. */
export async function readSession(): Promise<OpenSession | null> {
  const value = await getCookieValue(sessionCookie);
  if (!value) return null;
  const opened = await openSession(value);
  return "fault" in opened ? null : opened;
}

async function writeSession(record: SessionRecord): Promise<void> {
  const { value, maxAge } = await sealSession(record);
  await setCookieValue(sessionCookie, value, maxAge);
}

/** What the session remembers, for guests and members alike. Reading sets no cookie. */
export async function getSession(): Promise<SessionData> {
  const session = await readSession();
  return session ? readFields(session.record.fields) : {};
}

/**
 * Changes fields of the session; `undefined` removes one. For actions and route handlers: a page can't set cookies.
 * @throws CookieTooBigError when the session no longer fits into a cookie; ZodError when a value has the wrong type
 */
export function updateSession(patch: SessionData): Promise<void> {
  return serializeWrites(async () => {
    const record = (await readSession())?.record ?? {
      createdAt: nowInSeconds(),
      identity: null,
      fields: {},
    };
    await writeSession({ ...record, fields: patchFields(record.fields, patch) });
  });
}

/** Forgets everything, who is logged in included. To log a member out, call `logOut()`: it also ends every copy. */
export function clearSession(): Promise<void> {
  return serializeWrites(() => deleteCookie(sessionCookie));
}

/**
 * Begins a new session for somebody who has just proved who they are.
 * @param fields what to keep of the session before: nothing, unless it was the same person's
 */
export function startSession(
  identity: Identity,
  fields: SessionRecord["fields"] = {},
): Promise<void> {
  return serializeWrites(() => writeSession({ createdAt: nowInSeconds(), identity, fields }));
}

/** Why the session cookie that was sent no longer counts: unused for too long, or too old. Null for any other reason. */
export async function limitReached(): Promise<"idle" | "absolute" | null> {
  const value = await getCookieValue(sessionCookie);
  const opened = value && (await openSession(value));
  if (!opened || !("fault" in opened)) return null;
  return opened.fault === "idle" || opened.fault === "absolute" ? opened.fault : null;
}
