import { findCookie, sealedCookies } from "./cookies";
import { env } from "./env";
import { openSession, sessionCookie, sessionTimes, type SessionRecord } from "./session/cookies";
import { expiries } from "./session/policy";
import { keyId } from "./session/seal";
import { MAX_COOKIE_BYTES, openCookie, type Opened } from "./session/sealed-cookie";

type Cookie = (typeof sealedCookies)[number];

const reasons: Record<Extract<Opened<unknown>, { ok: false }>["error"] | "idle", string> = {
  invalid: "It is not a seal, or it was changed after it was sealed.",
  "unknown-secret": "It was sealed with a secret that is not in SESSION_SECRET.",
  purpose: "The secret is known, but the value was sealed for another purpose.",
  version: "It was sealed by an older or newer version of this app.",
  shape: "The secret is known, but the content does not match the schema.",
  expired: "It is older than its lifetime.",
  idle: "The session was idle for too long.",
};

/** What a sealed cookie holds. Times are in seconds since 1970. */
export type Inspection = Readonly<{
  /** Of name and value, as browsers count them. */
  bytes: number;
  /** Why the server ignores the cookie; null when it is valid. */
  refused: string | null;
  /** Null when the value does not unseal. One that has expired does. */
  opened: null | Readonly<{
    purpose: string;
    /** Which secret of SESSION_SECRET sealed it. */
    secret: string;
    sealedAt: number;
    expiry: Readonly<Record<string, number>>;
    data: unknown;
  }>;
}>;

/** Why `value` is not valid for this cookie; null when it is. */
export async function whyRefused(cookie: Cookie, value: string): Promise<string | null> {
  const opened = await openCookie(cookie, value);
  if (!opened.ok) return reasons[opened.error];
  if (cookie !== sessionCookie) return null;
  const session = await openSession(value);
  return session && session.status !== "valid" ? reasons[session.status] : null;
}

/** Opens a value as whatever it was sealed for. `name` is the name of its cookie, where that is known. */
export async function inspectCookie(value: string, name = ""): Promise<Inspection> {
  const bytes = new TextEncoder().encode(name + value).length;
  if (bytes > MAX_COOKIE_BYTES)
    return { bytes, refused: `Browsers keep at most ${MAX_COOKIE_BYTES} bytes.`, opened: null };
  for (const cookie of sealedCookies) {
    // Before any expiry, so that an expired value opens.
    const opened = await openCookie(cookie, value, { now: -Infinity });
    if (!opened.ok && opened.error === "purpose") continue;
    if (!opened.ok) return { bytes, refused: reasons[opened.error], opened: null };
    const { data, sealedAt } = opened;
    const isSession = cookie === sessionCookie;
    const expiry = isSession
      ? expiries(sessionTimes(data as SessionRecord, sealedAt), env())
      : { expiresAt: sealedAt + cookie.lifetime };
    const content = { purpose: cookie.purpose, secret: await secretOf(value), sealedAt };
    const refused = await whyRefused(findCookie(name) ?? cookie, value);
    return { bytes, refused, opened: { ...content, expiry, data } };
  }
  return { bytes, refused: reasons.purpose, opened: null };
}

async function secretOf(value: string): Promise<string> {
  const ids = await Promise.all(env().SESSION_SECRET.map(keyId));
  const index = ids.indexOf(value.split("*")[1] ?? "");
  return index === 0 ? "the newest secret" : `secret ${index + 1} of ${ids.length}`;
}
