import "server-only";
import { log } from "../log";
import { limits } from "./limits";
import { limitConcurrency } from "./password";
import { RateLimitError } from "./rate-limit-error";
import { clearAttempts, countAttempt, returnAttempt, type Limit } from "./rate-limit";
import type { VerifiedUser } from "./user";

type Counted = readonly (readonly [limit: Limit, subject: string])[];
type Client = Readonly<{ email: string; address: string }>;
/** The device id is null unless this device knows the password, which has this digest. */
type KnownAs = Readonly<{ deviceId: string | null; passwordDigest: string }>;
type LimitEvent = "login_limited" | "signup_limited" | "account_limited";

async function countAll(counted: Counted): Promise<void> {
  for (const [limit, subject] of counted) await countAttempt(limit, subject);
}

async function logLimit<T>(
  event: LimitEvent,
  who: Readonly<{ email?: string; address?: string; user?: string }>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RateLimitError) {
      log(event, { ...who, code: error.code, retryAfter: error.retryAfter });
    }
    throw error;
  }
}

/**
 * Checks a login with `verify`, if the limits allow one more attempt. Attempts are counted before the outcome is known:
 * a hundred at once are no more than a hundred in turn. A known device has limits of its own, so that a stranger cannot
 * lock its user out. Unknown accounts are counted like known ones.
 * @throws RateLimitError before any password is hashed
 */
export function attemptLogin(
  { deviceId, passwordDigest, ...client }: Client & KnownAs,
  verify: () => Promise<boolean>,
): Promise<boolean> {
  const { email, address } = client;
  const origin = deviceId ? `${deviceId} ${email}` : `${address} ${email}`;
  const own: Counted = [[deviceId ? limits.device : limits.pair, origin]];
  // The address first: beyond its limit it adds no rows for invented accounts.
  const shared: Counted = [[limits.address, address]];
  const account: Counted = [[limits.account, email]];
  // Known devices of one account together: logging in again and again makes as many as a flood needs.
  const slot = { subject: deviceId ? email : origin, address, isKnown: !!deviceId };
  return logLimit("login_limited", client, () =>
    limitConcurrency(slot, async () => {
      await countAll(deviceId ? own : [...shared, ...own, ...account]);
      if (!(await verify())) {
        log("login_refused", { ...client, code: "invalid_credentials" });
        return false;
      }
      for (const [limit, subject] of own) await clearAttempts(limit, subject);
      if (!deviceId) {
        for (const [limit, subject] of [...shared, ...account]) await returnAttempt(limit, subject);
      }
      // Who knew an earlier password must not use up what is left to its owner.
      await countAttempt(limits.success, deviceId ? `${email} ${passwordDigest}` : origin);
      return true;
    }),
  );
}

/**
 * Checks a login by passkey with `verify`, if the limit of this passkey and address allows it. Only a refused one counts.
 * @throws RateLimitError before anything is checked
 */
export const attemptPasskeyLogin = (
  passkeyId: string,
  address: string,
  verify: () => Promise<VerifiedUser | null>,
): Promise<VerifiedUser | null> =>
  logLimit("login_limited", { address }, async () => {
    const origin = `${address} ${passkeyId}`;
    await countAttempt(limits.passkey, origin);
    const verified = await verify();
    if (!verified) {
      log("login_refused", { address, code: "invalid_passkey" });
      return null;
    }
    await returnAttempt(limits.passkey, origin);
    await countAttempt(limits.success, passkeyId);
    return verified;
  });

/**
 * Does the work of a sign-up, if the limit of its address allows it.
 * @throws RateLimitError before any work is done
 */
export function attemptSignup<T>(client: Client, work: () => Promise<T>): Promise<T> {
  const { address } = client;
  return logLimit("signup_limited", client, () =>
    limitConcurrency({ subject: address, address, isKnown: false }, async () => {
      await countAttempt(limits.signup, address);
      return work();
    }),
  );
}

/**
 * Counts one use of something that is limited for each user.
 * @param subject the e-mail address, for a limit that must not begin again with a new account
 * @throws RateLimitError
 */
export const countForUser = (limit: Limit, userId: string, subject = userId): Promise<void> =>
  logLimit("account_limited", { user: userId }, () => countAttempt(limit, subject));

/**
 * Runs `work` under a rate limit of this user. An attempt for which `work` returns `true` is not counted.
 * @throws RateLimitError before any work is done
 */
export async function attemptAsUser(
  limit: Limit,
  userId: string,
  work: () => Promise<boolean>,
): Promise<boolean> {
  await countForUser(limit, userId);
  const isCorrect = await work();
  if (isCorrect) await returnAttempt(limit, userId);
  return isCorrect;
}

/**
 * Counts one use of something that is limited for each client address.
 * @throws RateLimitError
 */
export const countForAddress = (limit: Limit, address: string): Promise<void> =>
  logLimit("account_limited", { address }, () => countAttempt(limit, address));

/**
 * Counts one mail of a kind with a link to an address: one a minute, six in half an hour.
 * @param state what the link depends on: when it changes, earlier links are worth nothing
 * @throws RateLimitError
 */
export const countMail = (kind: string, email: string, state = ""): Promise<void> =>
  countAll([
    [limits.mailMinute, `${kind} ${email}`],
    [limits.mailHalfHour, `${kind} ${email} ${state}`],
  ]);

/** Whether what `count` counts is within its limits. */
export async function isWithin(count: () => Promise<void>): Promise<boolean> {
  try {
    await count();
    return true;
  } catch (error) {
    if (error instanceof RateLimitError) return false;
    throw error;
  }
}
