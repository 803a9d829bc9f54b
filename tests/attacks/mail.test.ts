import { readFileSync } from "node:fs";
import { expect, test as base } from "../fixtures";
import { openDatabase } from "../support/database";
import { post, send, setCookies } from "../support/http";
import { randomAddress, unknownEmail } from "../support/login-attempts";
import { linkIn, test, tokenIn } from "../support/mail-server";
import { startServer, type Server } from "../support/server";
import { addUser } from "../support/users";

const forgot = (server: Server, email: string, headers: Record<string, string> = {}) =>
  post(
    server,
    "/api/forgot-password",
    { email },
    { "x-forwarded-for": randomAddress(), ...headers },
  );

const reset = (server: Server, token: string, password = "a new sentence") =>
  post(server, "/api/reset-password", { token, password });

const cookieOf = (response: Response): string =>
  setCookies(response)
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");

test.describe("a reset link", () => {
  test("opened by a mail scanner consumes nothing and leaks no token", async ({
    server,
    mailServer,
  }) => {
    const user = await addUser(server.databaseUrl, "Ann");
    await forgot(server, user.email);
    const mail = await mailServer.mailTo(user.email, /Reset/);
    const requests: RequestInit[] = [
      { method: "HEAD" },
      {},
      { headers: { "sec-purpose": "prefetch" } },
    ];
    for (const init of requests) {
      const response = await send(server, linkIn(mail).slice(server.origin.length), init);
      expect(response.status).toBe(307);
      expect(response.headers.get("location")).toBe(`${server.origin}/reset-password`);
      expect(response.headers.get("referrer-policy")).toBe("no-referrer");
      expect(response.headers.get("cache-control")).toContain("no-store");
      const [cookie] = setCookies(response);
      // Only a page that a person opens.
      if (init.method || init.headers) {
        expect(cookie).toBeUndefined();
        continue;
      }
      expect(cookie?.name).toBe("__Host-reset");
      expect(cookie?.attributes).toEqual(
        expect.arrayContaining(["httponly", "secure", "samesite=lax", "path=/"]),
      );
    }
    const token = tokenIn(mail);
    expect(server.log()).not.toContain(token);
    expect((await reset(server, token)).status).toBe(200);
  });

  test("is answered 410 when it is changed, of another purpose or not a seal", async ({
    server,
    mailServer,
  }) => {
    const user = await addUser(server.databaseUrl, "Ben");
    const email = unknownEmail();
    await post(server, "/api/signup", { name: "Eve", email, password: "a long sentence" });
    const confirmation = tokenIn(await mailServer.mailTo(email, /Confirm/));
    await forgot(server, user.email);
    const token = tokenIn(await mailServer.mailTo(user.email, /Reset/));
    const changed = token.replace(/.(?=.{40}$)/, (char) => (char === "A" ? "B" : "A"));
    for (const wrong of [changed, confirmation, "", "x", "Fe26.2*", "\u0000", "é".repeat(5000)]) {
      expect((await reset(server, wrong)).status, wrong).toBe(410);
      const page = await send(server, `/reset-password?token=${encodeURIComponent(wrong)}`);
      expect(page.status).toBeLessThan(500);
    }
    expect((await post(server, "/api/verify-email", { token })).status).toBe(410);
    const asSession = { headers: { cookie: `__Host-session=${token}` } };
    expect(await (await send(server, "/api/session", asSession)).json()).toMatchObject({
      signedIn: false,
    });
    expect((await reset(server, token)).status).toBe(200);
  });

  test("sets no cookie but its own, whatever follows the token", async ({ server, mailServer }) => {
    const user = await addUser(server.databaseUrl, "Dan");
    await forgot(server, user.email);
    const token = tokenIn(await mailServer.mailTo(user.email, /Reset/)).replace(/~.*/, "~");
    const before = server.log().length;
    for (const more of [", __Host-session=a; Path=/; Secure", "\n{}", "\u0000", "’", ""]) {
      const path = `/reset-password?token=${encodeURIComponent(token + more)}`;
      const response = await send(server, path);
      expect(response.status).toBe(307);
      const cookies = setCookies(response).map(({ name, value }) => [name, value]);
      expect(cookies).toEqual([["__Host-reset", ""]]);
    }
    expect(server.log().slice(before)).not.toContain(token);
  });

  test("works for one of two requests at once, and ends with any change of the password", async ({
    server,
    mailServer,
  }) => {
    const user = await addUser(server.databaseUrl, "Cem");
    await forgot(server, user.email);
    const token = tokenIn(await mailServer.mailTo(user.email, /Reset/));
    const statuses = await Promise.all([
      reset(server, token),
      reset(server, token, "another sentence"),
    ]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 410]);

    const other = await addUser(server.databaseUrl, "Dot");
    await forgot(server, other.email);
    const old = tokenIn(await mailServer.mailTo(other.email, /Reset/));
    const database = await openDatabase(server.databaseUrl);
    for (const change of ["password_hash = 'changed'", "email = email || '.org'"]) {
      const args = [other.id];
      await database.execute({ sql: `update users set ${change} where id = ?`, args });
      expect((await reset(server, old)).status, change).toBe(410);
    }
    database.close();
  });
});

test("requests with one reset link run two at a time", async ({ server, mailServer }) => {
  const user = await addUser(server.databaseUrl, "Fox");
  await forgot(server, user.email);
  const token = tokenIn(await mailServer.mailTo(user.email, /Reset/));
  const responses = await Promise.all(Array.from({ length: 8 }, () => reset(server, token)));
  const statuses = responses.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses).toContain(429);
});

test("a reset ends the sessions and drops the password of someone who signed up with the address before", async ({
  server,
  mailServer,
}) => {
  const email = unknownEmail();
  const hijacker = { name: "Mallory", email, password: "the hijacker's sentence" };
  const planted = cookieOf(await post(server, "/api/signup", hijacker));
  await forgot(server, email);
  const token = tokenIn(await mailServer.mailTo(email, /Reset/));
  expect((await reset(server, token)).status).toBe(200);
  const session = await send(server, "/api/session", { headers: { cookie: planted } });
  expect(await session.json()).toMatchObject({ signedIn: false });
  expect((await post(server, "/api/login", hijacker)).status).toBe(401);
});

test("a request for a link has the same response for every address, and sends one mail a minute", async ({
  server,
  mailServer,
}) => {
  const user = await addUser(server.databaseUrl, "Ed");
  const answers = [];
  for (const email of [user.email, unknownEmail(), user.email, user.email.toUpperCase()]) {
    const response = await forgot(server, email);
    answers.push([response.status, await response.text(), response.headers.getSetCookie().length]);
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.[0]).toBe(202);
  // Requests are answered in order, so the mail of a later one shows that the earlier ones sent none.
  const marker = await addUser(server.databaseUrl, "Marker");
  await forgot(server, marker.email);
  await mailServer.mailTo(marker.email, /Reset/);
  expect(mailServer.mails.filter(({ to }) => to.includes(user.email))).toHaveLength(1);
});

test("requests for links from one address end after twenty", async ({ server }) => {
  const from = { "x-forwarded-for": randomAddress() };
  const statuses = [];
  for (let time = 0; time < 21; time++) {
    statuses.push((await forgot(server, unknownEmail(), from)).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 202), 429]);
});

test("links are built from APP_ORIGIN, and a name is text in a mail", async ({
  server,
  mailServer,
}) => {
  const email = unknownEmail();
  const name = '<img src=x> "Bobby" & Co, Ünï';
  const forged = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
  await post(server, "/api/signup", { name, email, password: "a long sentence" }, forged);
  const mail = await mailServer.mailTo(email, /Confirm/);
  expect(linkIn(mail)).toContain(`${server.origin}/verify-email?token=`);
  expect(mail.raw).not.toContain("evil.example");
  expect(mail.to).toEqual([email]);
  expect(mail.html).toContain("&lt;img src=x&gt; &quot;Bobby&quot; &amp; Co, Ünï");
  expect(mail.text).toContain(`Hello ${name},`);
  const advertisement = unknownEmail();
  await post(server, "/api/signup", {
    name: "Win at evil.example",
    email: advertisement,
    password: "a long sentence",
  });
  expect((await mailServer.mailTo(advertisement, /Confirm/)).raw).not.toContain("evil.example");
});

test("addresses with line breaks or several recipients are refused", async ({ server }) => {
  for (const email of [
    "a@example.com\r\nBcc: b@example.com",
    "a@example.com,b@example.com",
    "<a@example.com>",
  ]) {
    expect((await forgot(server, email)).status, email).toBe(422);
  }
});

base("SMTP_URL needs APP_ORIGIN, and a wrong one is named without its password", async () => {
  const env = { SMTP_URL: "smtp://user:hunter2@127.0.0.1:25" };
  await expect(startServer({ env })).rejects.toThrow("APP_ORIGIN is required with SMTP_URL");
  const wrong = startServer({ env: { SMTP_URL: "http://user:hunter2@127.0.0.1", MAIL_FROM: "x" } });
  const message = await wrong.catch((error: Error) => error.message);
  expect(message).toMatch(/SMTP_URL is not a mail server[\s\S]*MAIL_FROM is not a sender/);
  expect(message).not.toContain("hunter2");
});

base("the mailbox is part of no production build", () => {
  expect(readFileSync(".next/server/app/mailbox.html", "utf8")).not.toContain("Mailbox");
});
