import type { Env } from "../env";

/** Times are seconds since 1970. */
export type SessionTimes = Readonly<{
  /** A guest's session; a user's that ends with the browser; a user's with “Remember me”. */
  kind: "guest" | "browser" | "permanent";
  /** When the user logged in; for a guest, when the first field was written. */
  createdAt: number;
  /** When the cookie was last sealed. */
  sealedAt: number;
}>;

/** The idle and the absolute timeout, in seconds (ASVS 5.0, 7.3.1 and 7.3.2). */
export function lifetimes(kind: SessionTimes["kind"], env: Env) {
  if (kind === "permanent") {
    return { idle: env.PERMANENT_SESSION_LIFETIME, absolute: env.PERMANENT_SESSION_MAX };
  }
  if (kind === "guest") return { idle: env.SESSION_MAX, absolute: env.PERMANENT_SESSION_MAX };
  return { idle: env.SESSION_IDLE_TIMEOUT, absolute: env.SESSION_MAX };
}

/**
 * When a session ends: if it is not used, and in any case. In seconds since 1970. A clock that is behind the one that
 * sealed the session ends nothing early.
 */
export function expiries({ kind, createdAt, sealedAt }: SessionTimes, env: Env) {
  const { idle, absolute } = lifetimes(kind, env);
  const absoluteExpiresAt = createdAt + absolute;
  return { idleExpiresAt: Math.min(sealedAt + idle, absoluteExpiresAt), absoluteExpiresAt };
}

/** Renewal waits for a tenth of the idle timeout, so most responses carry no Set-Cookie. */
const RENEW_AFTER = 0.1;

/**
 * When using the session seals it again, in seconds since 1970; null for never. A guest session is never renewed: that
 * response could arrive after the one that logs the guest in, and undo it.
 */
export function renewableFrom({ kind, sealedAt }: SessionTimes, env: Env): number | null {
  if (kind === "guest" || !env.SESSION_REFRESH_EACH_REQUEST) return null;
  return sealedAt + lifetimes(kind, env).idle * RENEW_AFTER;
}
