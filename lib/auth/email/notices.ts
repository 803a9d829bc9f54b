import "server-only";
import type { MailContent } from "../../mail/mail";
import { sendMail } from "../../mail/transport";
import { findUserByEmail } from "../find-user";
import { limits } from "../limits";
import { isWithin } from "../login-limits";
import { countAttempt } from "../rate-limit";

/**
 * Mails a notice about an account (ASVS 5.0, 6.3.7). An address whose owner never confirmed it may be a stranger's, and gets
 * six an hour.
 */
export function sendNotice(email: string, content: MailContent): void {
  sendMail(async () => {
    const row = await findUserByEmail(email);
    const isConfirmed = row !== undefined && row.emailVerifiedAt !== null;
    return isConfirmed || (await isWithin(() => countAttempt(limits.notice, email)))
      ? [email, content]
      : null;
  });
}
