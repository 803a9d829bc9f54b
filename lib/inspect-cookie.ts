import { env } from "./env";
import { expiredBy } from "./session/policy";
import { keyIndex } from "./session/seal";
import type { SessionRecord } from "./session/schema";
import {
  MAX_COOKIE_BYTES,
  nowInSeconds,
  openCookie,
  type Fault,
  type SealedCookie,
} from "./session/sealed-cookie";
import { sessionCookie, sessionLife, sessionTimes, type SessionLife } from "./session/session";

/** Why a seal doesn't open, in words for whoever runs the site. */
const faults: Record<Fault, string> = {
  invalid: "It is no seal, or not as it was made: one changed character is enough.",
  "unknown-secret": "It was sealed with a secret that is not in SESSION_SECRET.",
  purpose:
    "The seal is whole and the secret is ours, but inside it says that it was made for another purpose.",
  version: "It was made by an older or newer version of this site.",
  expired: "It is too old.",
  shape: "It was sealed with our secret and holds nothing that we put there.",
};

const limits = {
  idle: "The session was not used for too long.",
  absolute: "The session is past the time at which it ends in any case.",
} as const;

export type Inspection =
  | { opens: false; bytes: number; why: string }
  | {
      opens: true;
      bytes: number;
      purpose: string;
      /** Which secret of the list it was sealed with, in words. */
      secret: string;
      sealedAt: number;
      data: unknown;
      ends: SessionLife | { expiresAt: number };
      /** Why it doesn't count any longer, though it opens. */
      over?: string;
    };

/** Why `value` does not open as this cookie, in words; null when it does. */
export async function whyRefused(
  cookie: SealedCookie<unknown>,
  value: string,
): Promise<string | null> {
  const opened = await openCookie(cookie, value);
  return opened.ok ? null : faults[opened.fault];
}

/**
 * What a sealed value of this site's holds, or exactly why it does not open. Times are seconds since 1970.
 * @param cookies every cookie it may have been made for
 */
export async function inspect(
  value: string,
  cookies: readonly SealedCookie<unknown>[],
  now = nowInSeconds(),
): Promise<Inspection> {
  const bytes = value.length;
  if (bytes > MAX_COOKIE_BYTES)
    return { opens: false, bytes, why: `Browsers keep ${MAX_COOKIE_BYTES} bytes of a cookie.` };
  for (const cookie of cookies) {
    // Whatever its age, which is told apart from whether it opens.
    const opened = await openCookie(cookie, value, { now: -Infinity });
    if (opened.ok) {
      const { data, sealedAt } = opened;
      const secret = await secretInWords(value);
      return {
        opens: true,
        bytes,
        purpose: cookie.purpose,
        secret,
        sealedAt,
        data,
        ...age(cookie, data, sealedAt, now),
      };
    }
    if (opened.fault !== "purpose") return { opens: false, bytes, why: faults[opened.fault] };
  }
  return { opens: false, bytes, why: faults.purpose };
}

/** When it ends, and why it has ended if it has. */
function age(cookie: SealedCookie<unknown>, data: unknown, sealedAt: number, now: number) {
  if (cookie.purpose !== sessionCookie.purpose) {
    const expiresAt = sealedAt + cookie.lifetime;
    return { ends: { expiresAt }, ...(expiresAt <= now && { over: faults.expired }) };
  }
  const times = sessionTimes(data as SessionRecord, sealedAt);
  const passed = expiredBy(times, env(), now);
  return { ends: sessionLife(times), ...(passed && { over: limits[passed] }) };
}

async function secretInWords(value: string): Promise<string> {
  const secrets = env().SESSION_SECRET;
  const place = await keyIndex(value, secrets);
  return place === 0
    ? "the newest secret"
    : `an older secret, number ${place + 1} of ${secrets.length}`;
}
