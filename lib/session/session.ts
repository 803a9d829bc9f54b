import { env } from "../env";
import {
  cookieMaxAge,
  expiries,
  expiredBy,
  needsRenewal,
  renewableFrom,
  type SessionTimes,
} from "./policy";
import { sessionRecord, type SessionRecord } from "./schema";
import {
  nowInSeconds,
  openCookie,
  sealCookie,
  type Fault,
  type SealedCookie,
} from "./sealed-cookie";

/** The session cookie. Its limits depend on what is inside it, so policy.ts judges its age and not the envelope. */
export const sessionCookie: SealedCookie<SessionRecord> = {
  get name() {
    return env().SESSION_COOKIE_NAME;
  },
  // Short, because every request carries it: four letters less keep a member's cookie under 400 bytes.
  purpose: "who",
  version: 1,
  schema: sessionRecord,
  lifetime: Infinity,
};

export type OpenSession = Readonly<{ record: SessionRecord; times: SessionTimes }>;

/** The times of a record sealed at `sealedAt`. */
export function sessionTimes(record: SessionRecord, sealedAt: number): SessionTimes {
  const kind = record.identity ? (record.identity.permanent ? "permanent" : "browser") : "guest";
  return { kind, createdAt: record.createdAt, sealedAt };
}

/** Opens the session cookie's value and holds it against its limits. */
export async function openSession(
  value: string,
  now = nowInSeconds(),
): Promise<OpenSession | { fault: Fault | "idle" | "absolute" }> {
  const opened = await openCookie(sessionCookie, value, { now });
  if (!opened.ok) return { fault: opened.fault };
  const times = sessionTimes(opened.data, opened.sealedAt);
  const passed = expiredBy(times, env(), now);
  return passed ? { fault: passed } : { record: opened.data, times };
}

/** Seals a record as of `now`, and says for how many seconds a browser shall keep it. */
export async function sealSession(
  record: SessionRecord,
  now = nowInSeconds(),
): Promise<{ value: string; maxAge: number | undefined }> {
  const value = await sealCookie(sessionCookie, record, { now });
  return { value, maxAge: cookieMaxAge(sessionTimes(record, now), env(), now) };
}

/** The session sealed anew, so that its idle time starts over; undefined while that is not yet due. */
export async function renewedSession({ record, times }: OpenSession, now = nowInSeconds()) {
  if (!env().SESSION_REFRESH_EACH_REQUEST || !needsRenewal(times, env(), now)) return undefined;
  return sealSession(record, now);
}

/** When the session ends, idle and at the latest, in seconds since 1970. */
export const sessionExpiries = ({ times }: OpenSession) => expiries(times, env());

/** A session's life from beginning to end, in seconds since 1970; `renewableFrom` is null when using it renews nothing. */
export type SessionLife = SessionTimes &
  ReturnType<typeof expiries> &
  Readonly<{ renewableFrom: number | null }>;

export function sessionLife(times: SessionTimes): SessionLife {
  const from = env().SESSION_REFRESH_EACH_REQUEST ? renewableFrom(times, env()) : null;
  return { ...times, ...expiries(times, env()), renewableFrom: from };
}

/** How long the session still lives from `now` on, in seconds. The person's own clock may be wrong, so no times. */
export function secondsLeft(
  session: OpenSession,
  now = nowInSeconds(),
): { idle: number; absolute: number } {
  const { idleExpiresAt, absoluteExpiresAt } = sessionExpiries(session);
  return { idle: idleExpiresAt - now, absolute: absoluteExpiresAt - now };
}
