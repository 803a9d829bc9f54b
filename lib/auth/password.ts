import "server-only";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { TooManyTries } from "./too-many-tries";

/** argon2id with 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet, and the ASVS's 11.4.2. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * So many passwords are worked on at once: one processor stays free for pages, and one of Node's four threads for seals
 * and files. At most 57 MiB, however many people log in.
 */
const AT_ONCE = Math.min(3, Math.max(1, availableParallelism() - 1));

/** So many more wait for their turn, a second or two; whoever comes after that is asked to try again. */
const MAX_WAITING = 20;

/** Seconds. The queue is through long before. */
const BUSY_FOR = 3;

// On globalThis: there may be several copies of this module in a process, and there is one machine.
const shared = globalThis as { signetHashing?: ReturnType<typeof pLimit> };
const turns = (shared.signetHashing ??= pLimit(AT_ONCE));

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (turns.pendingCount >= MAX_WAITING) throw new TooManyTries(BUSY_FOR, "busy");
  return turns(work);
}

/**
 * The password as an argon2id hash that carries its own salt and cost.
 * @throws TooManyTries when too many are waiting already
 */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, COST));

let nobody: Promise<string> | undefined;

/**
 * Whether `password` is the one behind `passwordHash`. Without a hash, because there is no such account, the same work
 * is done before the answer is no: otherwise its speed tells strangers who has an account (ASVS 5.0, 6.3.8).
 * @throws TooManyTries when too many are waiting already
 */
export function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  return inTurn(async () => {
    // Made for either kind of account, so that the first login after a start is as slow for both.
    const nobodys = await (nobody ??= hash(crypto.randomUUID(), COST));
    const correct = await verify(passwordHash ?? nobodys, password);
    return passwordHash !== undefined && correct;
  });
}
