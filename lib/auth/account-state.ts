import "server-only";
import { createHash } from "node:crypto";
import { and, eq, sql, type SQL } from "drizzle-orm";
import { users, type UserRow } from "../db/schema";

/**
 * A digest of the password hash, the e-mail address and the time of its confirmation. Links contain it, so a change of
 * any of them invalidates earlier links: links are single-use without a table.
 */
export const accountState = ({ passwordHash, email, emailVerifiedAt }: UserRow): string =>
  createHash("sha256")
    .update(JSON.stringify([passwordHash, email, emailVerifiedAt]))
    .digest("base64url");

/** Tells a password from earlier ones: a digest of its hash. */
export const passwordDigest = (hash: string): string =>
  createHash("sha256").update(hash).digest("base64url").slice(0, 16);

/** An SQL condition: this is the user's password hash. SQLite's `is` also compares null. */
export const passwordIs = (hash: string | null): SQL => sql`${users.passwordHash} is ${hash}`;

/** What a user has proved who gave the password with this hash, see `VerifiedUser`. */
export const passwordProof = (hash: string) => ({
  proof: passwordIs(hash),
  passwordDigest: passwordDigest(hash),
});

/** An SQL condition: the account has not changed since this row was read. */
export const isUnchanged = ({
  id,
  passwordHash,
  email,
  emailVerifiedAt,
  linkVersion,
}: UserRow): SQL | undefined =>
  and(
    eq(users.id, id),
    eq(users.email, email),
    eq(users.linkVersion, linkVersion),
    passwordIs(passwordHash),
    sql`${users.emailVerifiedAt} is ${emailVerifiedAt}`,
  );
