import "server-only";
import { createHash } from "node:crypto";
import { and, eq, isNull, type SQL } from "drizzle-orm";
import { users, type UserRow } from "../../db/schema";
import { mailOrigin } from "../../mail/origin";
import { findUser } from "../find-user";
import { openCookie, sealCookie, type SealedCookie } from "../../session/sealed-cookie";

export const LINK_EXPIRED = "This link was used already or has expired.";

/**
 * A digest of the password hash, the address and its confirmation. A link carries it, so that a change of any of these ends
 * every link made before: links are single-use without a table.
 */
export const accountState = ({ passwordHash, email, emailVerifiedAt }: UserRow): string =>
  createHash("sha256")
    .update(JSON.stringify([passwordHash, email, emailVerifiedAt]))
    .digest("base64url");

/** The condition that an account still has this state, for an update. */
export const isUnchanged = ({
  id,
  passwordHash,
  email,
  emailVerifiedAt,
}: UserRow): SQL | undefined =>
  and(
    eq(users.id, id),
    eq(users.passwordHash, passwordHash),
    eq(users.email, email),
    emailVerifiedAt === null
      ? isNull(users.emailVerifiedAt)
      : eq(users.emailVerifiedAt, emailVerifiedAt),
  );

/** A link for a mail. */
export async function linkTo<T>(path: string, cookie: SealedCookie<T>, data: T): Promise<string> {
  return `${mailOrigin()}${path}?token=${await sealCookie(cookie, data)}`;
}

/** The data of a link and the account it was made for; null when it was used, has expired, or was changed. */
export async function openLink<T extends { userId: string; state: string }>(
  cookie: SealedCookie<T>,
  token: string,
): Promise<{ data: T; row: UserRow } | null> {
  const opened = await openCookie(cookie, token);
  if (!opened.ok) return null;
  const row = await findUser(opened.data.userId);
  return row && accountState(row) === opened.data.state ? { data: opened.data, row } : null;
}
