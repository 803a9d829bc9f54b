import "server-only";
import type { UserRow } from "../../db/schema";
import { log } from "../../log";
import type { MailContent } from "../../mail/mail";
import { mails } from "../../mail/templates";
import { sendMail } from "../../mail/transport";
import { nowInSeconds } from "../../duration";
import { accountState, passwordProof } from "../account-state";
import { changeAndEndSessions } from "../change-account";
import { clientAddress } from "../client-address";
import { limits } from "../limits";
import { countForAddress, countMail, isWithin } from "../login-limits";
import { findUser, findUserByEmail } from "../find-user";
import { hashPassword, limitConcurrency } from "../password";
import type { User, VerifiedUser } from "../user";
import { resetLinkCookie } from "./link-cookies";
import { linkTo, openLink } from "./links";
import { sendNotice } from "./notices";

export const RESET_REQUESTED =
  "If this address has an account, a mail with a link is on its way. The link works for 30 minutes.";

/**
 * Mails a link to set a new password, if the address has an account. The response is the same for every address, and so
 * is its time: the account is looked up after it.
 * @throws RateLimitError by the client's address only
 */
export async function requestPasswordReset(email: string): Promise<void> {
  await countForAddress(limits.resetRequest, await clientAddress());
  sendMail(async () => {
    const row = await findUserByEmail(email);
    if (!row) return null;
    return (await isWithin(() => countResetMail(row))) ? resetMail(row) : null;
  });
}

/**
 * Mails the same link to a user who has no password and asks for one.
 * @throws RateLimitError
 */
export async function sendPasswordLink(user: User): Promise<void> {
  await countForAddress(limits.resetRequest, await clientAddress());
  const row = await findUser(user.id);
  if (!row) return;
  await countResetMail(row);
  sendMail(() => resetMail(row));
}

/** Who knows the password could use up a limit of the address alone, and end each link by changing the password. */
const countResetMail = (row: UserRow): Promise<void> =>
  countMail("reset", row.email, accountState(row));

async function resetMail(row: UserRow): Promise<[string, MailContent]> {
  const data = { userId: row.id, state: accountState(row) };
  const url = await linkTo("/reset-password", resetLinkCookie, data);
  return [row.email, mails.resetPassword(row.name, url)];
}

/** The address of the account that a reset link is for; null when the link is no longer valid. */
export async function resetLinkEmail(token: string): Promise<string | null> {
  return (await openLink(resetLinkCookie, token))?.row.email ?? null;
}

/**
 * Sets a new password and ends every session of the user. The link came by mail, so it also confirms the address.
 * @returns null when the link was used or has expired, also when two requests use it at once
 * @throws RateLimitError for more than two requests at once
 */
export async function resetPassword(token: string, password: string): Promise<VerifiedUser | null> {
  const row = (await openLink(resetLinkCookie, token))?.row;
  if (!row) return null;
  // Otherwise requests with one link could fill the queue in which logins wait.
  const client = { subject: row.id, address: await clientAddress(), isKnown: false };
  const passwordHash = await limitConcurrency(client, () => hashPassword(password));
  const emailVerifiedAt = row.emailVerifiedAt ?? nowInSeconds();
  const change = { passwordHash, emailVerifiedAt, emailVerifiedInSession: true };
  // Otherwise what a stranger who signed up with this address had added would open the account later.
  const dropsLogins = !row.emailVerifiedInSession;
  if (!(await changeAndEndSessions(row, change, { dropsLogins }))) return null;
  log("password_reset", { user: row.id });
  sendNotice(row.email, mails.passwordChanged(row.name, dropsLogins));
  return {
    user: { id: row.id, name: row.name, email: row.email },
    ...passwordProof(passwordHash),
  };
}
