import { findCookie, sealedCookies } from "./cookies";
import { env } from "./env";
import { openSession, sessionCookie } from "./session/cookies";
import { SealedCookie } from "./session/sealed-cookie";

type Cookie = (typeof sealedCookies)[number];

type Opened = Awaited<ReturnType<typeof SealedCookie.open>>;

const reasons: Record<Extract<Opened, { ok: false }>["error"] | "idle", string> = {
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
    /** Null when it is not the session. */
    session: Awaited<ReturnType<typeof openSession>>;
  }>;
}>;

/** Why `value` is not valid for this cookie; null when it is. */
export async function whyRefused(cookie: Cookie, value: string): Promise<string | null> {
  const opened = await SealedCookie.open(cookie, value);
  if (!opened.ok) return reasons[opened.error];
  if (cookie !== sessionCookie) return null;
  const session = await openSession(value);
  return session && session.status !== "valid" ? reasons[session.status] : null;
}

/** Opens a value as whatever it was sealed for. `name` is the name of its cookie, where that is known. */
export async function inspectCookie(value: string, name = ""): Promise<Inspection> {
  const bytes = new TextEncoder().encode(name + value).length;
  if (bytes > SealedCookie.MAX_BYTES) {
    const refused = `Browsers keep at most ${SealedCookie.MAX_BYTES} bytes.`;
    return { bytes, refused, opened: null };
  }
  for (const cookie of sealedCookies) {
    const opened = await SealedCookie.open(cookie, value, anyAge);
    if (!opened.ok && opened.error === "purpose") continue;
    if (!opened.ok) return { bytes, refused: reasons[opened.error], opened: null };
    const { data, sealedAt } = opened;
    const session = cookie === sessionCookie ? await openSession(value) : null;
    const expiry: Record<string, number> = session
      ? { idleExpiresAt: session.idleExpiresAt, absoluteExpiresAt: session.absoluteExpiresAt }
      : { expiresAt: sealedAt + cookie.lifetime };
    const secret = await secretOf(cookie, value);
    const content = { purpose: cookie.purpose, secret, sealedAt, expiry, data, session };
    const refused = await whyRefused(findCookie(name) ?? cookie, value);
    return { bytes, refused, opened: content };
  }
  return { bytes, refused: reasons.purpose, opened: null };
}

/** Opens expired values too. */
const anyAge = { now: -Infinity };

async function secretOf(cookie: Cookie, value: string): Promise<string> {
  const secrets = env().SESSION_SECRET;
  const opens = secrets.map((secret) =>
    SealedCookie.open(cookie, value, { ...anyAge, keyring: [secret] }),
  );
  const index = (await Promise.all(opens)).findIndex(({ ok }) => ok);
  return index === 0 ? "the newest secret" : `secret ${index + 1} of ${secrets.length}`;
}
