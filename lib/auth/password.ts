import "server-only";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { oncePerProcess } from "../next/once-per-process";
import { RateLimitError } from "./rate-limit-error";

/** argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet; ASVS 5.0, 11.4.2). */
export const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Passwords hashed at the same time. Leaves a processor for pages and one of Node's four threads for seals. */
const CONCURRENCY = Math.min(3, Math.max(1, availableParallelism() - 1));

/** Logins that may wait for a free slot, a second or two. */
const MAX_WAITING = 20;

/** Logins at the same time to one account, by its known devices or by one other address. */
const MAX_PER_SUBJECT = 2;

/** Logins at the same time from the known, or the other, devices of one address. It could make accounts for all slots. */
const MAX_PER_ADDRESS = 10;

/** When to try again after “busy”, in seconds. */
const RETRY_AFTER = 3;

const hashing = oncePerProcess("hashing", () => pLimit(CONCURRENCY));
const running = oncePerProcess("running logins", () => new Map<string, number>());

/**
 * Runs a login unless too many are running already.
 * @param subject whose logins count together
 * @param isKnown a known device has slots that a flood from other devices cannot take
 * @throws RateLimitError before any work is done
 */
export async function limitConcurrency<T>(
  { subject, address, isKnown }: { subject: string; address: string; isKnown: boolean },
  work: () => Promise<T>,
): Promise<T> {
  const slots = (CONCURRENCY + MAX_WAITING) * (isKnown ? 2 : 1);
  const limits = [
    ["all", slots],
    [`of ${subject}`, MAX_PER_SUBJECT],
    [`from ${address} ${isKnown}`, MAX_PER_ADDRESS],
  ] as const;
  const isBusy = limits.some(([name, max]) => (running.get(name) ?? 0) >= max);
  if (isBusy) throw new RateLimitError(RETRY_AFTER, "busy");
  for (const [name] of limits) running.set(name, (running.get(name) ?? 0) + 1);
  try {
    return await work();
  } finally {
    for (const [name] of limits) {
      const left = (running.get(name) ?? 1) - 1;
      if (left) running.set(name, left);
      else running.delete(name);
    }
  }
}

/** An argon2id hash that carries its own salt and cost. */
export const hashPassword = (password: string): Promise<string> =>
  hashing(() => hash(password, COST));

let dummyHash: string | undefined;

/**
 * Whether `password` matches. Without a hash, because there is no such account or it has no password, the same work is done: otherwise the
 * response time tells who has an account (ASVS 5.0, 6.3.8).
 */
export function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  return hashing(async () => {
    // Computed for either kind of account, so that the first login after a start is as slow for both.
    const dummy = (dummyHash ??= await hash(crypto.randomUUID(), COST));
    const isCorrect = await verify(passwordHash ?? dummy, password);
    return passwordHash != null && isCorrect;
  });
}
