import "server-only";
import { after } from "next/server";
import { createTransport } from "nodemailer";
import { site } from "@/app/site";
import { env } from "../env";
import { logError } from "../errors";
import { log } from "../log";
import { composeMail, type Mail, type MailContent } from "./mail";
import { saveMail } from "./mailbox";
import { mailOrigin } from "./origin";

/** Whether mails are sent. In development always: they are saved in `.data/mail` unless `SMTP_URL` is set. */
export const isMailOn = (): boolean => !env().production || env().SMTP_URL !== undefined;

export const MAIL_OFF =
  "This site sends no mail, so a password cannot be reset here. Contact the operator of this site.";

/** Milliseconds until a mail server that does not answer counts as unreachable. */
const TIMEOUT = 10_000;
/** Milliseconds for one mail, all steps together. */
const SEND_TIMEOUT = 30_000;

/** Hosts for which a connection without TLS leaves nothing to listen to. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])$/;

function connect(url: string) {
  return createTransport(
    {
      url,
      pool: true,
      // Otherwise someone who removes STARTTLS from the server's greeting could read every mail.
      requireTLS: !LOCAL.test(new URL(url).hostname),
      connectionTimeout: TIMEOUT,
      greetingTimeout: TIMEOUT,
      socketTimeout: TIMEOUT,
      dnsTimeout: TIMEOUT,
    },
    {
      from: env().MAIL_FROM ?? {
        name: site.name,
        address: `no-reply@${new URL(mailOrigin()).hostname}`,
      },
      // Prevents out-of-office replies, which would go to an unread mailbox (RFC 3834).
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  );
}

let transport: ReturnType<typeof connect> | undefined;

async function deliver({ to, ...mail }: Mail): Promise<void> {
  const { SMTP_URL } = env();
  if (!SMTP_URL) return saveMail({ to, ...mail });
  transport ??= connect(SMTP_URL);
  const signal = AbortSignal.timeout(SEND_TIMEOUT);
  await transport.sendMail({ ...mail, to: { name: "", address: to }, signal });
}

/**
 * Sends a mail after the response, so that neither the speed of the mail server nor whether there is a mail shows in its
 * time. Errors are logged, without the server's text: it may quote the address.
 * @param compose returns the recipient and the content, or null for no mail
 */
export function sendMail(compose: () => Promise<readonly [to: string, MailContent] | null>): void {
  if (!isMailOn()) return;
  after(async () => {
    const mail = await compose().catch((error: unknown) => logError(error));
    if (!mail) return;
    try {
      await deliver(composeMail(...mail));
      log("mail_sent", { email: mail[0] });
    } catch (error) {
      const { code = "unknown", responseCode } = error as { code?: string; responseCode?: number };
      log("mail_failed", { email: mail[0], code: [code, responseCode].filter(Boolean).join(" ") });
    }
  });
}
