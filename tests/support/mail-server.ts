import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { expect, test as base } from "../fixtures";
import { execute } from "./database";
import { freePort } from "./port";
import { startServer, type Server } from "./server";

/** A received mail. `text` and `html` are decoded. */
export type ReceivedMail = Readonly<{
  to: string[];
  raw: string;
  subject: string;
  text: string;
  html: string;
}>;

export type MailServer = Readonly<{
  port: number;
  /** The environment of a server that sends its mail here. */
  env: (origin: string) => Record<string, string>;
  mails: readonly ReceivedMail[];
  /** The newest mail to an address with this in its subject. Waits for it. */
  mailTo: (email: string, subject: RegExp) => Promise<ReceivedMail>;
  stop: () => Promise<void>;
}>;

const decode = (part: string): string =>
  Buffer.from(
    part
      .replace(/=\r\n/g, "")
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

function parse(to: string[], raw: string): ReceivedMail {
  // Not any line with two hyphens: a token that is folded can have one.
  const boundary = `\r\n--${/boundary="(.*)"/.exec(raw)?.[1]}`;
  const part = (type: string): string => {
    const body = raw.split(boundary).find((each) => each.includes(`Content-Type: ${type}`)) ?? "";
    const text = body.slice(body.indexOf("\r\n\r\n") + 4).trim();
    return /transfer-encoding: quoted-printable/i.test(body) ? decode(text) : text;
  };
  const subject = /^Subject: (.*)$/m.exec(raw)?.[1] ?? "";
  return { to, raw, subject, text: part("text/plain"), html: part("text/html") };
}

/** The address in a mail's text. */
export const linkIn = ({ text }: ReceivedMail): string => /http\S+token=\S+/.exec(text)?.[0] ?? "";
export const tokenIn = (mail: ReceivedMail): string =>
  new URL(linkIn(mail)).searchParams.get("token") ?? "";

/** Starts a real SMTP server on the loopback interface. Without options it takes every mail, without TLS and login. */
export async function startMailServer(
  options: SMTPServerOptions = {},
  host = "127.0.0.1",
): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const port = await freePort();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push(parse(to, Buffer.concat(chunks).toString("utf8")));
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const find = (email: string, subject: RegExp) =>
    mails.findLast((mail) => mail.to.includes(email) && subject.test(mail.subject));
  return {
    port,
    env: (origin) => ({ SMTP_URL: `smtp://127.0.0.1:${port}`, APP_ORIGIN: origin }),
    mails,
    mailTo: async (email, subject) => {
      await expect.poll(() => find(email, subject), `a mail to ${email}`).toBeDefined();
      return find(email, subject) as ReceivedMail;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Tests with a server that sends its mail to a mail server, and trusts one proxy. */
export const test = base.extend<object, { mailServer: MailServer; server: Server }>({
  mailServer: [
    async ({}, use) => {
      const mailServer = await startMailServer();
      await use(mailServer);
      await mailServer.stop();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ mailServer }, use) => {
      const port = await freePort();
      const env = { ...mailServer.env(`http://localhost:${port}`), TRUSTED_PROXIES: "1" };
      const server = await startServer({ port, env });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

/** Forgets that a mail was sent a minute ago. */
export async function forgetLastMail(server: Server): Promise<void> {
  await execute(server, "delete from attempts where key like 'mail-minute:%'");
}
