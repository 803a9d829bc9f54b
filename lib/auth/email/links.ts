import "server-only";
import type { UserRow } from "../../db/schema";
import { mailOrigin } from "../../mail/origin";
import { SealedCookie } from "../../session/sealed-cookie";
import { accountState } from "../account-state";
import { findUser } from "../find-user";

export const LINK_EXPIRED = "This link was used already or has expired.";

/** A link for a mail. */
export async function linkTo<T>(path: string, cookie: SealedCookie<T>, data: T): Promise<string> {
  return `${mailOrigin()}${path}?token=${await SealedCookie.seal(cookie, data)}`;
}

/** The data of a link and the account it was made for; null when it was used, has expired, or was changed. */
export async function openLink<T extends { userId: string; state: string }>(
  cookie: SealedCookie<T>,
  token: string,
): Promise<{ data: T; row: UserRow } | null> {
  const opened = await SealedCookie.open(cookie, token);
  if (!opened.ok) return null;
  const row = await findUser(opened.data.userId);
  return row && accountState(row) === opened.data.state ? { data: opened.data, row } : null;
}
