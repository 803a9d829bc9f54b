import type { SQL } from "drizzle-orm";

/** A user as pages and handlers see one: no password hash. */
export type User = Readonly<{ id: string; name: string; email: string }>;

/**
 * A user who has just proved who they are. `proof` is an SQL condition that holds while the proof counts, for example while
 * the verified password is still the password: pass it on to `logIn()`.
 */
export type VerifiedUser = Readonly<{
  user: User;
  proof: SQL;
  /** Which password was the proof, see `passwordDigest()`. Another proof says nothing about who may guess one on this device. */
  passwordDigest?: string;
}>;
