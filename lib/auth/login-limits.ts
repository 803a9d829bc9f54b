import "server-only";
import { createHash } from "node:crypto";
import RateLimiterRes from "rate-limiter-flexible/lib/RateLimiterRes.js";
import { log } from "../log";
import { AttemptLimiter } from "./rate-limit";
import { limitConcurrency } from "./password";
import { RateLimitError } from "./rate-limit-error";

/**
 * How many tries are allowed, and in how many seconds from the first one (ASVS 5.0, 6.3.1; docs/decisions/8).
 * A login that proves right takes its try back, so these are wrong logins; every sign-up counts.
 */
export const limits = {
  /** Wrong logins to one account on a device that has logged in to it before. */
  device: { points: 10, duration: 900 },
  /** Wrong logins to one account from one address, on other devices. */
  pair: { points: 10, duration: 900 },
  /** Wrong logins to one account from anywhere, on other devices. More than one address can use up on its own. */
  account: { points: 40, duration: 1800 },
  /** Wrong logins from one address to any account, on other devices. */
  address: { points: 60, duration: 900 },
  /** Sign-ups from one address: each tells whether an address has an account. */
  signup: { points: 100, duration: 3600 },
} as const;

type Limit = keyof typeof limits;
type Counted = readonly [limit: Limit, key: string];

const limiters = Object.fromEntries(
  Object.entries(limits).map(([name, limit]) => [name, new AttemptLimiter(name, limit)]),
) as Record<Limit, AttemptLimiter>;

/** What the table holds instead of e-mail addresses: some are none, but a password in the wrong field. */
const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** @throws RateLimitError when one of the limits has been reached; those behind it are then not counted */
async function count(counted: readonly Counted[]): Promise<void> {
  for (const [limit, key] of counted) {
    try {
      await limiters[limit].consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new RateLimitError(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    }
  }
}

/** After a success: the others' counts are as they were, and what the same person got wrong before is forgotten. */
async function settle(counted: readonly Counted[]): Promise<void> {
  for (const [limit, key] of counted) {
    const own = limit === "device" || limit === "pair";
    await (own ? limiters[limit].delete(key) : limiters[limit].reward(key));
  }
}

/** Who tries, and where from. The log gets a digest of the e-mail address. */
type Who = Readonly<{ email: string; address: string }>;

/** Notes in the log who was asked to wait. */
async function noting<T>(
  event: "login_limited" | "signup_limited",
  who: Who,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RateLimitError)
      log(event, { ...who, code: error.code, retryAfter: error.retryAfter });
    throw error;
  }
}

/**
 * Whether a login is right, as `verify` finds, if another try is allowed at all. It counts before its outcome is known:
 * a hundred at once are then no more than a hundred in turn. A known device is counted for itself alone: what strangers
 * try, from whatever address, can't keep a member out of it. An account that does not exist is counted like one that does.
 * @param device id of a device that this account is known on
 * @throws RateLimitError before any work is done
 */
export function attemptLogin(
  { device, ...who }: Who & { device: string | null },
  verify: () => Promise<boolean>,
): Promise<boolean> {
  const account = digest(who.email);
  const counted: Counted[] = device
    ? [["device", digest(`${device} ${account}`)]]
    : // The address comes first: past its limit, it adds no more rows for accounts it makes up.
      [
        ["address", who.address],
        ["pair", digest(`${who.address} ${account}`)],
        ["account", account],
      ];
  const attempt = async (): Promise<boolean> => {
    await count(counted);
    const correct = await verify();
    if (correct) await settle(counted);
    else log("login_refused", { ...who, code: "invalid_credentials" });
    return correct;
  };
  return noting("login_limited", who, () => limitConcurrency(device !== null, attempt));
}

/**
 * Does the work of a sign-up, if another one is allowed from this address.
 * @throws RateLimitError before any work is done
 */
export function attemptSignup<T>(who: Who, work: () => Promise<T>): Promise<T> {
  const attempt = async (): Promise<T> => {
    await count([["signup", who.address]]);
    return work();
  };
  return noting("signup_limited", who, () => limitConcurrency(false, attempt));
}
