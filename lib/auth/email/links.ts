import "server-only";
import { createHash } from "node:crypto";
import { and, eq, isNull, type SQL } from "drizzle-orm";
import { users, type UserRow } from "../../db/schema";
import { mailOrigin } from "../../mail/origin";
import { findUser } from "../find-user";
import { openCookie, sealCookie, type SealedCookie } from "../../session/sealed-cookie";

export const LINK_EXPIRED = "This link was used already or has expired.";

/**
 * A digest of the password hash, the e-mail address and the time of its confirmation. Links contain it, so a change of
 * any of them invalidates earlier links: links are single-use without a table.
 */
export const accountState = ({ passwordHash, email, emailVerifiedAt }: UserRow): string =>
  createHash("sha256")
    .update(JSON.stringify([passwordHash, email, emailVerifiedAt]))
    .digest("base64url");

/** An SQL condition: the account has not changed since this row was read. */
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
