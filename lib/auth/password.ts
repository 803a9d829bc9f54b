import "server-only";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { RateLimitError } from "./rate-limit-error";

/** argon2id with 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet, and the ASVS's 11.4.2. */
export const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * So many passwords are worked on at once: one processor stays free for pages, and one of Node's four threads for seals
 * and files. At most 57 MiB, however many people log in.
 */
const AT_ONCE = Math.min(3, Math.max(1, availableParallelism() - 1));

/** So many more wait for their turn, a second or two; whoever comes after that is asked to try again. */
const MAX_WAITING = 20;

/** Seconds. The queue is through long before. */
const BUSY_FOR = 3;

// On globalThis, because pages and handlers are bundled apart, and there is one machine for both.
const shared = globalThis as { signetLine?: { inside: number; turns: ReturnType<typeof pLimit> } };
const line = (shared.signetLine ??= { inside: 0, turns: pLimit(AT_ONCE) });

/**
 * Lets somebody in whose password is to be worked on, unless too many are inside already. Whoever is turned away has
 * cost no write and no hash.
 * @param known has room of its own: a flood from elsewhere does not shut out a device that a member is known on
 * @throws RateLimitError
 */
export async function limitConcurrency<T>(known: boolean, work: () => Promise<T>): Promise<T> {
  const room = AT_ONCE + MAX_WAITING;
  if (line.inside >= (known ? 2 * room : room)) throw new RateLimitError(BUSY_FOR, "busy");
  line.inside++;
  try {
    return await work();
  } finally {
    line.inside--;
  }
}

/** The password as an argon2id hash that carries its own salt and cost. */
export const hashPassword = (password: string): Promise<string> =>
  line.turns(() => hash(password, COST));

let nobody: Promise<string> | undefined;

/**
 * Whether `password` is the one behind `passwordHash`. Without a hash, because there is no such account, the same work
 * is done before the answer is no: otherwise its speed tells strangers who has an account (ASVS 5.0, 6.3.8).
 */
export function verifyPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  return line.turns(async () => {
    // Made for either kind of account, so that the first login after a start is as slow for both.
    const nobodys = await (nobody ??= hash(crypto.randomUUID(), COST));
    const correct = await verify(passwordHash ?? nobodys, password);
    return passwordHash !== undefined && correct;
  });
}
