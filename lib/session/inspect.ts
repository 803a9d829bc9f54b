import { openSession, sessionCookie, sessionExpiries } from "./session-cookie";
import { MAX_COOKIE_BYTES, nowInSeconds, openCookie, type Fault, type SealedCookie } from "./sealed-cookie";

/** Why a seal doesn't open, in words for whoever runs the site. */
const faults: Record<Fault, string> = {
  invalid: "It is no seal, or not as it was made: one changed character is enough.",
  "unknown-secret": "It was sealed with a secret that is not in SESSION_SECRET.",
  purpose: "It was made for another purpose than any cookie of this site.",
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
  | { opens: true; bytes: number; purpose: string; sealedAt: number; data: unknown; ends?: object; over?: string };

/** What a sealed value of this site's holds, or exactly why it does not open. Times are seconds since 1970. */
export async function inspect(
  value: string,
  others: readonly SealedCookie<unknown>[],
  now = nowInSeconds(),
): Promise<Inspection> {
  const bytes = value.length;
  if (bytes > MAX_COOKIE_BYTES) return { opens: false, bytes, why: `Browsers keep ${MAX_COOKIE_BYTES} bytes of a cookie.` };
  let why = faults.purpose;
  for (const cookie of [sessionCookie as SealedCookie<unknown>, ...others]) {
    const opened = await openCookie(cookie, value, { now });
    if (!opened.ok) {
      if (opened.fault !== "purpose") why = faults[opened.fault];
      continue;
    }
    const { data, sealedAt } = opened;
    const found = { opens: true, bytes, purpose: cookie.purpose, sealedAt, data } as const;
    if (cookie.purpose !== sessionCookie.purpose) return found;
    const session = await openSession(value, now);
    if (!("fault" in session)) return { ...found, ends: sessionExpiries(session) };
    return { ...found, over: session.fault in limits ? limits[session.fault as keyof typeof limits] : session.fault };
  }
  return { opens: false, bytes, why };
}
