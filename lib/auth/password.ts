import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** argon2id with 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet, and the ASVS's 11.4.2. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The password as an argon2id hash that carries its own salt and cost. */
export const hashPassword = (password: string): Promise<string> => hash(password, COST);

let nobody: Promise<string> | undefined;

/**
 * Whether `password` is the one behind `passwordHash`. Without a hash, because there is no such account, the same work
 * is done before the answer is no: otherwise its speed tells strangers who has an account (ASVS 5.0, 6.3.8).
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(crypto.randomUUID());
  const correct = await verify(passwordHash ?? (await nobody), password);
  return passwordHash !== undefined && correct;
}
