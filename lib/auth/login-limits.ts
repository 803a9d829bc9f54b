import "server-only";
import { log } from "../log";
import { limitConcurrency } from "./password";
import { RateLimitError } from "./rate-limit-error";
import { clearAttempts, countAttempt, returnAttempt, type Limit } from "./rate-limit";
import type { VerifiedUser } from "./user";

/** ASVS 5.0, 6.3.1; docs/decisions/8. A correct login takes its attempt back, so these count wrong passwords. */
export const limits = {
  /** Wrong passwords for one account on a device that has logged in to it before. */
  device: { name: "device", points: 10, duration: 900 },
  /** Wrong passwords for one account from one address, on other devices. */
  pair: { name: "pair", points: 10, duration: 900 },
  /** Wrong passwords for one account from anywhere, on other devices. More than one address can use up. */
  account: { name: "account", points: 40, duration: 1800 },
  /** Wrong passwords from one address for any account, on other devices. */
  address: { name: "address", points: 60, duration: 900 },
  /** Successful logins to one account, from its known devices or from one address: each writes a session. */
  success: { name: "success", points: 60, duration: 900 },
  /** Refused logins with one passkey from one address. */
  passkey: { name: "passkey", points: 60, duration: 900 },
  /** Sign-ups from one address: each answer tells whether an e-mail address has an account. */
  signup: { name: "signup", points: 100, duration: 3600 },
  /** Wrong current passwords of one signed-in user. */
  currentPassword: { name: "current-password", points: 10, duration: 900 },
  /** Changes of password, passkeys and linked logins by one user: each mails an address that may be a stranger's. */
  loginChange: { name: "login-change", points: 20, duration: 3600 },
  /** Changes of the e-mail address by one user: each answer tells whether an address has an account. */
  emailChange: { name: "email-change", points: 10, duration: 3600 },
  /** Requests of one user for another link to confirm the address. */
  confirmation: { name: "confirmation", points: 5, duration: 3600 },
  /** Logins by a provider from one address, successful or not: each makes this server call the provider. */
  provider: { name: "provider", points: 120, duration: 900 },
  /** Requests for a reset link from one address. */
  resetRequest: { name: "reset-request", points: 20, duration: 3600 },
  /** Mails of one kind with a link to one e-mail address. */
  mailMinute: { name: "mail-minute", points: 1, duration: 60 },
  mailHour: { name: "mail-hour", points: 6, duration: 3600 },
} as const satisfies Record<string, Limit>;

type Counted = readonly (readonly [limit: Limit, subject: string])[];
type Client = Readonly<{ email: string; address: string }>;
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
  { deviceId, ...client }: Client & { deviceId: string | null },
  verify: () => Promise<boolean>,
): Promise<boolean> {
  const { email, address } = client;
  const origin = deviceId ? `${deviceId} ${email}` : `${address} ${email}`;
  const own: Counted = [[deviceId ? limits.device : limits.pair, origin]];
  // The address first: beyond its limit it adds no rows for invented accounts.
  const shared: Counted = [[limits.address, address]];
  const account: Counted = [[limits.account, email]];
  return logLimit("login_limited", client, () =>
    // Known devices of one account together: logging in again and again makes as many as a flood needs.
    limitConcurrency({ subject: deviceId ? email : origin, isKnown: !!deviceId }, async () => {
      await countAll(deviceId ? own : [...shared, ...own, ...account]);
      if (!(await verify())) {
        log("login_refused", { ...client, code: "invalid_credentials" });
        return false;
      }
      for (const [limit, subject] of own) await clearAttempts(limit, subject);
      if (!deviceId) {
        for (const [limit, subject] of [...shared, ...account]) await returnAttempt(limit, subject);
      }
      await countAttempt(limits.success, deviceId ? email : origin);
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
  return logLimit("signup_limited", client, () =>
    limitConcurrency({ subject: client.address, isKnown: false }, async () => {
      await countAttempt(limits.signup, client.address);
      return work();
    }),
  );
}

/**
 * Counts one use of something that is limited for each user.
 * @throws RateLimitError
 */
export const countForUser = (limit: Limit, userId: string): Promise<void> =>
  logLimit("account_limited", { user: userId }, () => countAttempt(limit, userId));

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

/** Whether one more mail of this kind can go to an address: one a minute, six an hour. */
export async function isMailAllowed(kind: string, email: string): Promise<boolean> {
  try {
    await countAll([
      [limits.mailMinute, `${kind} ${email}`],
      [limits.mailHour, `${kind} ${email}`],
    ]);
    return true;
  } catch (error) {
    if (error instanceof RateLimitError) return false;
    throw error;
  }
}
