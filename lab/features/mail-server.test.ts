import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../../tests/fixtures";
import { post } from "../../tests/support/http";
import { unknownEmail } from "../../tests/support/login-attempts";
import { linkIn, startMailServer } from "../../tests/support/mail-server";
import { freePort } from "../../tests/support/port";
import { startServer } from "../../tests/support/server";

test.describe("a mail server that", () => {
  const failing: Record<string, () => Promise<{ url: string; stop: () => Promise<void> }>> = {
    "refuses connections": async () => ({
      url: `smtp://127.0.0.1:${await freePort()}`,
      stop: async () => {},
    }),
    "rejects the address": async () => {
      const mailServer = await startMailServer({
        onRcptTo: (_address, _session, done) =>
          done(Object.assign(new Error("no"), { responseCode: 550 })),
      });
      return { url: `smtp://127.0.0.1:${mailServer.port}`, stop: mailServer.stop };
    },
    "never answers": async () => {
      const server = createServer();
      const port = await freePort();
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      return { url: `smtp://127.0.0.1:${port}`, stop: async () => void server.close() };
    },
    // 127.0.0.2 is not one of the names of this machine that need no TLS.
    "offers no STARTTLS": async () => {
      const mailServer = await startMailServer({}, "127.0.0.2");
      return {
        url: `smtp://127.0.0.2:${mailServer.port}`,
        stop: async () => {
          expect(mailServer.mails).toEqual([]);
          await mailServer.stop();
        },
      };
    },
  };
  for (const [what, start] of Object.entries(failing)) {
    test(`${what} fails no request, and is one line in the log`, async () => {
      const { url, stop } = await start();
      const env = { SMTP_URL: url, APP_ORIGIN: "https://www.example.com" };
      const server = await startServer({ env });
      const email = unknownEmail();
      const response = await post(server, "/api/signup", {
        name: "Flo",
        email,
        password: "a long sentence",
      });
      expect(response.status).toBe(201);
      await expect.poll(server.log, { timeout: 20_000 }).toContain('"event":"mail_failed"');
      expect(server.log()).not.toContain(email);
      expect(
        (await post(server, "/api/login", { email, password: "a long sentence" })).status,
      ).toBe(200);
      await server.stop();
      await stop();
    });
  }
});

test("with STARTTLS and a login, a mail is sent over TLS to a server with a trusted certificate", async () => {
  const folder = mkdtempSync(join(tmpdir(), "signet-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=mail", "-addext", "subjectAltName=IP:127.0.0.2"];
  const files = ["-keyout", key, "-out", cert];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...files, ...subject], {
    stdio: "ignore",
  });
  let isSecure = false;
  const mailServer = await startMailServer(
    {
      authOptional: false,
      disabledCommands: [],
      key: readFileSync(key),
      cert: readFileSync(cert),
      onAuth({ username, password }, session, done) {
        isSecure = session.secure;
        if (username === "signet" && password === "p@ss") done(null, { user: username });
        else done(new Error("wrong"));
      },
    },
    "127.0.0.2",
  );
  const env = {
    SMTP_URL: `smtp://signet:p%40ss@127.0.0.2:${mailServer.port}`,
    APP_ORIGIN: "https://www.example.com",
    MAIL_FROM: "Example <hello@example.com>",
    NODE_EXTRA_CA_CERTS: cert,
  };
  const server = await startServer({ env });
  const email = unknownEmail();
  await post(server, "/api/signup", { name: "Gus", email, password: "a long sentence" });
  const mail = await mailServer.mailTo(email, /Confirm/);
  expect(isSecure).toBe(true);
  expect(mail.raw).toContain("From: Example <hello@example.com>");
  expect(linkIn(mail)).toContain("https://www.example.com/verify-email?token=");
  await server.stop();
  await mailServer.stop();
  rmSync(folder, { recursive: true });
});
