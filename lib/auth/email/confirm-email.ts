import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { db } from "../../db/client";
import { users, type UserRow } from "../../db/schema";
import { isUniqueViolation } from "../../errors";
import { log } from "../../log";
import { mails } from "../../mail/templates";
import { sendMail } from "../../mail/transport";
import { nowInSeconds } from "../../duration";
import { accountState, isUnchanged } from "../account-state";
import { changeAndEndSessions } from "../change-account";
import { clientAddress } from "../client-address";
import { findUser } from "../find-user";
import { getAuth, ownSessionId } from "../get-auth";
import { redirectToLogin } from "../index";
import { renewSessionId } from "../log-in";
import { limits } from "../limits";
import { countForAddress, countForUser, countMail, isWithin } from "../login-limits";
import { sessionExists } from "../sessions";
import type { User } from "../user";
import { emailLinkCookie } from "./link-cookies";
import { linkTo, openLink } from "./links";
import { sendNotice } from "./notices";

function confirmLink(row: UserRow, email: string, session: string | null = null): Promise<string> {
  const account = { userId: row.id, state: accountState(row), version: row.linkVersion };
  return linkTo("/verify-email", emailLinkCookie, { ...account, email, session });
}

export const LINK_REFUSED =
  "This link was used already, has expired, or is for another account than yours.";

/** A link that another account asked for does not count in a session: it would give that account this user's address. */
async function openConfirmLink(token: string) {
  const link = await openLink(emailLinkCookie, token);
  if (!link) return null;
  const { data, row } = link;
  if (data.email !== row.email && data.version !== row.linkVersion) return null;
  const auth = await getAuth();
  return auth.status === "user" && auth.user.id !== row.id ? null : link;
}

/** Whether the user has proved that the address is theirs. */
export const isEmailConfirmed = async (user: User): Promise<boolean> =>
  (await findUser(user.id))?.emailVerifiedAt != null;

/** Mails a link to confirm the address of the account. Does nothing when `isAllowed` says no. */
function sendConfirmationIf(isAllowed: (email: string) => Promise<boolean>, { id }: User): void {
  sendMail(async () => {
    const row = await findUser(id);
    if (!row || row.emailVerifiedAt !== null || !(await isAllowed(row.email))) return null;
    return [row.email, mails.confirmAddress(row.name, await confirmLink(row, row.email))];
  });
}

/** Mails a new user a link to confirm the address. Does nothing beyond one mail a minute. */
export const sendConfirmation = (user: User): void =>
  sendConfirmationIf((email) => isWithin(() => countMail("confirm", email)), user);

/**
 * The same for a user who asks for it.
 * @throws RateLimitError
 */
export async function resendConfirmation(user: User): Promise<void> {
  await countMail("confirm", user.email);
  await countForUser(limits.confirmation, user.id);
  sendConfirmationIf(async (email) => email === user.email, user);
}

/**
 * Mails a link to the new address, which replaces the old one when it is confirmed, and a notice to the old one. Earlier
 * links to a new address no longer count.
 * @throws RateLimitError
 */
export async function requestEmailChange(user: User, email: string): Promise<void> {
  await countForUser(limits.emailChange, user.id);
  await countForAddress(limits.emailChangeFrom, await clientAddress());
  // First, because without another mail the link that was sent a moment ago must keep counting.
  await countMail("change", email);
  const session = await ownSessionId();
  const database = await db();
  const [row] = await database
    .update(users)
    .set({ linkVersion: sql`${users.linkVersion} + 1` })
    .where(and(eq(users.id, user.id), sessionExists(session)))
    .returning();
  if (!row) return redirectToLogin();
  sendNotice(row.email, mails.addressChangeRequested(row.name, email));
  sendMail(async () => [
    email,
    mails.confirmNewAddress(row.name, await confirmLink(row, email, session)),
  ]);
}

/** The address that a link confirms; null when the link is no longer valid. */
export async function confirmLinkEmail(token: string): Promise<string | null> {
  return (await openConfirmLink(token))?.data.email ?? null;
}

/**
 * Confirms an address. A new one replaces the old one and ends the user's sessions, except the one of this request. It is
 * no login and no proof of identity. It counts in a session of the user, or while the session that asked for it exists.
 * @returns the address; null when the link was used or has expired, that session has ended, another user is logged in, or the
 * address has another account by now
 * @throws RateLimitError
 */
export async function confirmEmail(token: string): Promise<string | null> {
  const link = await openConfirmLink(token);
  if (!link) return null;
  const { row, data } = link;
  const auth = await getAuth();
  const isOwn = auth.status === "user" && auth.user.id === row.id;
  const now = nowInSeconds();
  const change = { email: data.email, emailVerifiedAt: now, emailVerifiedInSession: isOwn };
  if (data.email === row.email) {
    const update = (await db()).update(users).set(change).where(isUnchanged(row));
    if (!(await update.returning({ id: users.id })).length) return null;
    log("email_confirmed", { user: row.id });
    return data.email;
  }
  const keep = isOwn ? auth.session.id : undefined;
  // A new account with the old address would end its owner's links, as after a deletion.
  if (row.emailVerifiedAt === null) await countForUser(limits.deletion, row.id, row.email);
  // When the session of a thief has been ended, the link is worth nothing either.
  const by = keep ?? data.session ?? "";
  try {
    if (!(await changeAndEndSessions(row, change, { by, keep }))) return null;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    log("email_change_refused", { user: row.id, code: "taken" });
    return null;
  }
  log("email_changed", { user: row.id });
  sendNotice(row.email, mails.addressChanged(row.name, data.email));
  if (isOwn) await renewSessionId(auth.user);
  return data.email;
}
