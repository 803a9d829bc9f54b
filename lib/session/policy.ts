import type { Env } from "../env";

/** A guest's session; a member's that ends with the browser; a member's with “Remember me”. */
export type SessionKind = "guest" | "browser" | "permanent";

/** What a session is judged by; times in seconds since 1970. */
export type SessionTimes = Readonly<{
  kind: SessionKind;
  /** When the person logged in; for a guest, when the first field was written. */
  createdAt: number;
  /** When the cookie was last sealed. */
  sealedAt: number;
}>;

type Limits = Pick<
  Env,
  "PERMANENT_SESSION_LIFETIME" | "PERMANENT_SESSION_MAX" | "SESSION_IDLE_TIMEOUT" | "SESSION_MAX"
>;

/** The two lifetimes that hold for a session, in seconds (ASVS 5.0, 7.3.1 and 7.3.2). */
export function lifetimes(kind: SessionKind, limits: Limits): { idle: number; absolute: number } {
  switch (kind) {
    case "permanent":
      return { idle: limits.PERMANENT_SESSION_LIFETIME, absolute: limits.PERMANENT_SESSION_MAX };
    case "browser":
      return { idle: limits.SESSION_IDLE_TIMEOUT, absolute: limits.SESSION_MAX };
    case "guest":
      return { idle: limits.SESSION_MAX, absolute: limits.PERMANENT_SESSION_MAX };
  }
}

/** When a session ends if nobody uses it, and when it ends in any case. */
export function expiries(
  times: SessionTimes,
  limits: Limits,
): { idleExpiresAt: number; absoluteExpiresAt: number } {
  const { idle, absolute } = lifetimes(times.kind, limits);
  const absoluteExpiresAt = times.createdAt + absolute;
  return { idleExpiresAt: Math.min(times.sealedAt + idle, absoluteExpiresAt), absoluteExpiresAt };
}

/** Which limit a session has passed, if any. A clock that is behind the one that sealed it ends nothing. */
export function expiredBy(
  times: SessionTimes,
  limits: Limits,
  now: number,
): "idle" | "absolute" | null {
  const { idleExpiresAt, absoluteExpiresAt } = expiries(times, limits);
  if (now >= absoluteExpiresAt) return "absolute";
  return now >= idleExpiresAt ? "idle" : null;
}

/** Renewal waits until a tenth of the idle time has gone by: most answers then carry no Set-Cookie at all. */
const RENEW_AFTER = 0.1;

/**
 * From when on using the session seals it anew, so that its idle time starts over; null for never.
 * A guest's never is: that answer could arrive after the one that logs the guest in, and undo it.
 */
export function renewableFrom(times: SessionTimes, limits: Limits): number | null {
  if (times.kind === "guest") return null;
  return times.sealedAt + lifetimes(times.kind, limits).idle * RENEW_AFTER;
}

/** Whether it is time to seal the session anew. */
export function needsRenewal(times: SessionTimes, limits: Limits, now: number): boolean {
  const from = renewableFrom(times, limits);
  return from !== null && now >= from;
}

/** Seconds for which the browser is told to keep the cookie; `undefined` when it ends with the browser. */
export function cookieMaxAge(times: SessionTimes, limits: Limits, now: number): number | undefined {
  if (times.kind !== "permanent") return undefined;
  return Math.max(0, expiries({ ...times, sealedAt: now }, limits).idleExpiresAt - now);
}

/** Whether the password was given recently enough to do what matters most. */
export function isFresh(provenAt: number, freshFor: number, now: number): boolean {
  return now - provenAt < freshFor;
}
