import type { Env } from "../env";
import type { Identity, SessionRecord } from "./cookies";

/** The idle and the absolute timeout of a guest's or a user's session, in seconds (ASVS 5.0, 7.3.1 and 7.3.2). */
export function lifetimes(who: Identity | null, env: Env) {
  if (!who) return { idle: env.SESSION_MAX, absolute: env.PERMANENT_SESSION_MAX };
  return who.permanent
    ? { idle: env.PERMANENT_SESSION_LIFETIME, absolute: env.PERMANENT_SESSION_MAX }
    : { idle: env.SESSION_IDLE_TIMEOUT, absolute: env.SESSION_MAX };
}

/** Renewal waits for a tenth of the idle timeout, so most responses carry no Set-Cookie. */
const RENEW_AFTER = 0.1;

/**
 * When a session ends: if it is not used, and in any case. And when using it seals it again, Infinity for never. In seconds
 * since 1970. A clock that is behind the one that sealed the session ends nothing early.
 */
export function timeouts({ identity, createdAt }: SessionRecord, sealedAt: number, env: Env) {
  const { idle, absolute } = lifetimes(identity, env);
  const absoluteExpiresAt = createdAt + absolute;
  // A guest's renewal could arrive after the response that logs the guest in, and undo it.
  const isRenewed = identity && env.SESSION_REFRESH_EACH_REQUEST;
  return {
    idleExpiresAt: Math.min(sealedAt + idle, absoluteExpiresAt),
    absoluteExpiresAt,
    renewableFrom: isRenewed ? sealedAt + idle * RENEW_AFTER : Infinity,
  };
}
