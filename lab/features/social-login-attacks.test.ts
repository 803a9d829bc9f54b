import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, setSessionCookie, type Page, type Server } from "../../tests/fixtures";
import { execute, openDatabase } from "../../tests/support/database";
import { post, recordOf, send, setCookies } from "../../tests/support/http";
import { randomAddress } from "../../tests/support/login-attempts";
import { linkIn } from "../../tests/support/mail-server";
import { strangersKey, type Account, type OidcServer } from "../../tests/support/oidc-server";
import { startServer } from "../../tests/support/server";
import { answerProvider, logInWith, test } from "../../tests/support/social-login";
import { expectGuest, expectUser, flashes, logOut, submitSignup } from "../../tests/support/steps";
import { addUser } from "../../tests/support/users";

const newEmail = (): string => `${randomUUID().slice(0, 12)}@example.com`;
const USED = "This login was used already or has expired.";
const NOT_CONFIRMED = "Test ID did not confirm your login.";

/** Expects a message on the login page, and no session. */
async function expectRefused(page: Page, message: string): Promise<void> {
  await expect(page).toHaveURL(/\/login(\?|$)/);
  await expect(flashes(page, "error")).toContainText(message);
  await expectGuest(page);
}

const usersWith = async (server: Server, email: string): Promise<number> =>
  (await execute(server, "select id from users where email = ?", email)).length;

/** Logs in at the provider and stops before the callback. Returns its address. */
async function stopAtCallback(page: Page, oidc: OidcServer): Promise<string> {
  oidc.hold(true);
  await logInWith(page, "Test ID");
  const callback = await page.getByRole("link", { name: "Back" }).getAttribute("href");
  oidc.hold(false);
  return callback ?? "";
}

/** Begins a login as a program. Returns the cookie and the provider's address. */
async function begin(server: Server, path = "/api/oauth/oidc", headers = {}) {
  const response = await send(server, path, { headers });
  const cookie = setCookies(response).map(({ name, value }) => `${name}=${value}`);
  const location = new URL(response.headers.get("location") ?? "");
  return { response, cookie: cookie.join("; "), location };
}

// A 5xx of any page or handler fails the test.
test.beforeEach(({ page, server }) => {
  page.on("response", (response) => {
    if (response.url().startsWith(server.origin)) expect(response.status()).toBeLessThan(500);
  });
});

test.describe("a callback is refused", () => {
  test("when it is replayed, in the same browser and with a copy of its cookie", async ({
    page,
    context,
    oidc,
    server,
  }) => {
    oidc.logInAs({ email: newEmail(), email_verified: true, name: "Ada" });
    const callback = await stopAtCallback(page, oidc);
    const before = await context.cookies();
    const cookie = before.map(({ name, value }) => `${name}=${value}`).join("; ");
    await page.goto(callback);
    await expectUser(page, "Ada");
    await logOut(page);
    await page.goto(callback);
    await expectRefused(page, USED);
    const replay = await send(server, callback, { headers: { cookie } });
    expect([replay.status, replay.headers.get("location")]).toEqual([
      303,
      `${server.origin}/login`,
    ]);
    expect(setCookies(replay).map(({ name }) => name)).not.toContain("__Host-session");
  });

  test("in a browser that did not begin it", async ({ page, oidc, browser, server }) => {
    const email = newEmail();
    oidc.logInAs({ email, email_verified: true });
    const callback = await stopAtCallback(page, oidc);
    const victim = await (await browser.newContext({ baseURL: server.origin })).newPage();
    await victim.goto(callback);
    await expectRefused(victim, USED);
    // Also when it has begun a login of its own.
    await victim.goto("/login");
    await victim.getByRole("link", { name: "Continue with Test ID" }).click();
    await expect(victim.getByRole("button", { name: "Allow" })).toBeVisible();
    await victim.goto(callback);
    await expectRefused(victim, USED);
    await victim.context().close();
    expect(await usersWith(server, email)).toBe(0);
  });

  test("with the state of another tab", async ({ page, oidc }) => {
    oidc.logInAs({ email: newEmail(), email_verified: true });
    const [one, two] = [await stopAtCallback(page, oidc), await stopAtCallback(page, oidc)].map(
      (url) => new URL(url),
    );
    one?.searchParams.set("state", two?.searchParams.get("state") ?? "");
    await page.goto(one?.href ?? "");
    await expectRefused(page, NOT_CONFIRMED);
  });

  test("of another provider", async ({ page, oidc }) => {
    oidc.logInAs({ email: newEmail(), email_verified: true });
    const callback = await stopAtCallback(page, oidc);
    await page.goto(callback.replace("/oidc/", "/github/"));
    await expectRefused(page, USED);
  });

  for (const [what, change] of Object.entries({
    "without a state": (url: URL) => url.searchParams.delete("state"),
    "with an unknown state": (url: URL) => url.searchParams.set("state", "x".repeat(43)),
    "without a code": (url: URL) => url.searchParams.delete("code"),
    "with an unknown code": (url: URL) => url.searchParams.set("code", "unknown"),
    "with two codes": (url: URL) => url.searchParams.append("code", "another"),
    "with the issuer of another provider": (url: URL) =>
      url.searchParams.set("iss", "https://login.example.com"),
    "with an error": (url: URL) => url.searchParams.set("error", "server_error\r\nset-cookie: a=b"),
  })) {
    test(what, async ({ page, oidc }) => {
      oidc.logInAs({ email: newEmail(), email_verified: true });
      const url = new URL(await stopAtCallback(page, oidc));
      change(url);
      await page.goto(url.href);
      await expectRefused(page, /state/.test(what) ? USED : NOT_CONFIRMED);
    });
  }
});

test.describe("an ID token is refused", () => {
  type Claims = Record<string, unknown>;
  const forgeries: Record<string, (claims: Claims) => Claims> = {
    "with the nonce of another login": (claims) => ({ ...claims, nonce: "another" }),
    "without a nonce": (claims) => ({ ...claims, nonce: undefined }),
    "of another issuer": (claims) => ({ ...claims, iss: "https://login.example.com" }),
    "for another client": (claims) => ({ ...claims, aud: "another" }),
    "that has expired": (claims) => ({ ...claims, exp: 1 }),
    "without a subject": (claims) => ({ ...claims, sub: undefined }),
    "with a subject that a database changes": (claims) => ({ ...claims, sub: "x\ud800" }),
    "with a stranger's signature": (claims) => claims,
  };
  for (const [what, forge] of Object.entries(forgeries)) {
    test(what, async ({ page, oidc, server }) => {
      const email = newEmail();
      oidc.logInAs({ email, email_verified: true });
      oidc.forge(forge, /signature/.test(what) ? strangersKey : undefined);
      await logInWith(page, "Test ID");
      await expectRefused(page, NOT_CONFIRMED);
      expect(await usersWith(server, email)).toBe(0);
      oidc.forge((claims) => claims);
      await logInWith(page, "Test ID");
      await expect(flashes(page, "success")).toContainText("Your account is ready.");
    });
  }
});

test.describe("a provider that does not work is a message", () => {
  const answers: Record<string, ((response: ServerResponse) => void) | undefined> = {
    "with an error": (response) => response.writeHead(500).end("<h1>Error</h1>"),
    "with a page": (response) => response.writeHead(200, { "content-type": "text/html" }).end("?"),
    "with nonsense": (response) =>
      response.writeHead(200, { "content-type": "application/json" }).end('{"sub": [null'),
    "with a closed connection": (response) => response.destroy(),
    "too late": undefined,
  };
  for (const [what, answer] of Object.entries(answers)) {
    test(`that answers ${what}`, async ({ page, oidc }) => {
      oidc.logInAs({ email: newEmail(), email_verified: true });
      for (const path of [/^\/token/, /^\/me/]) {
        oidc.intercept(path, answer);
        await logInWith(page, "Test ID");
        await expect(flashes(page, "error")).toContainText(NOT_CONFIRMED, { timeout: 8000 });
        await expectRefused(page, NOT_CONFIRMED);
      }
    });
  }

  test("before the login begins, and works when it is back", async ({ page, oidc }) => {
    const env = { ...oidc.env };
    const server = await startServer({ env });
    try {
      oidc.intercept(/well-known/, (response) => response.writeHead(503).end());
      await page.goto(`${server.origin}/login`);
      await page.getByRole("link", { name: "Continue with Test ID" }).click();
      await expectRefused(page, NOT_CONFIRMED);
      oidc.intercept(/well-known/);
      const started = Date.now();
      expect((await begin(server)).location.pathname).toBe("/login");
      expect(Date.now() - started).toBeLessThan(8000);
      oidc.intercept();
      expect((await begin(server)).location.origin).toBe(oidc.issuer);
    } finally {
      await server.stop();
    }
  });

  test("also when the database refuses the new account", async ({ page, oidc, server }) => {
    const email = newEmail();
    oidc.logInAs({ email, email_verified: true });
    const database = await openDatabase(server.databaseUrl);
    await database.execute(
      "create trigger broken before insert on linked_logins begin select raise(abort, 'no'); end",
    );
    await logInWith(page, "Test ID");
    await expectRefused(page, "Something went wrong on our side.");
    await database.execute("drop trigger broken");
    database.close();
    expect(await usersWith(server, email)).toBe(0);
  });
});

test.describe("an account is never taken over", () => {
  const accounts: Record<string, Account> = {
    "no address": {},
    "an address that is not confirmed": { email: newEmail(), email_verified: false },
    "an address of which it does not say so": { email: newEmail() },
    "an address that says so in words": { email: newEmail(), email_verified: "yes" },
    "an address that is another one in lower case": {
      email: "\u212Aate@example.com",
      email_verified: true,
    },
    "an address that is none": { email: "a@b\r\nBcc: c@example.com", email_verified: true },
  };
  for (const [what, claims] of Object.entries(accounts)) {
    test(`with ${what}`, async ({ page, oidc }) => {
      oidc.logInAs(claims);
      await logInWith(page, "Test ID");
      await expectRefused(page, "Test ID has no confirmed e-mail address of yours.");
    });
  }

  test("with an unconfirmed address at GitHub", async ({ page, github, server }) => {
    const { email } = await addUser(server.databaseUrl, "Victim");
    github.logInAs({ login: "mallory", emails: [{ email, primary: true, verified: false }] });
    await logInWith(page, "GitHub");
    await expectRefused(page, "GitHub has no confirmed e-mail address of yours.");
  });

  test("when its address was never confirmed here", async ({ page, oidc, server }) => {
    const { email } = await addUser(server.databaseUrl, "Stranger");
    oidc.logInAs({ email: email.toUpperCase(), email_verified: true });
    await logInWith(page, "Test ID");
    await expectRefused(page, "Your address already has an account. Log in to it first");
    expect(await execute(server, "select * from linked_logins where label = ?", email)).toEqual([]);
  });

  test("when a stranger signed up and the owner confirmed the address by mail", async ({
    page,
    browser,
    oidc,
    server,
    mailServer,
  }) => {
    const stranger = { name: "Mallory", email: newEmail(), password: "a sentence of Mallory" };
    await post(server, "/api/signup", stranger, { "x-forwarded-for": randomAddress() });
    const owner = await (await browser.newContext({ baseURL: server.origin })).newPage();
    await owner.goto(linkIn(await mailServer.mailTo(stranger.email, /Confirm your address/)));
    await owner.getByRole("button", { name: "Confirm address" }).click();
    await expect(flashes(owner, "success")).toContainText("is confirmed");
    await owner.context().close();
    oidc.logInAs({ email: stranger.email, email_verified: true });
    await logInWith(page, "Test ID");
    await expectRefused(page, "Your address already has an account.");
  });

  test("a login that a stranger linked ends when the owner resets the password", async ({
    page,
    github,
    oidc,
    server,
    mailServer,
  }) => {
    const stranger = { name: "Mallory", email: newEmail(), password: "a sentence of Mallory" };
    github.logInAs({ login: "mallory", emails: [] });
    await page.goto("/signup");
    await submitSignup(page, stranger);
    await expectUser(page, "Mallory");
    await page.goto("/account/security");
    await page.getByRole("link", { name: "Link GitHub" }).click();
    await answerProvider(page, "Allow");
    await expect(flashes(page, "success")).toBeVisible();
    await post(server, "/api/forgot-password", stranger);
    const mail = await mailServer.mailTo(stranger.email, /Reset your password/);
    const token = new URL(linkIn(mail)).searchParams.get("token");
    const password = "a sentence of the owner";
    expect((await post(server, "/api/reset-password", { token, password })).status).toBe(200);
    await logInWith(page, "GitHub");
    await expectRefused(page, "GitHub has no confirmed e-mail address of yours.");
    // Nor does one come back by the address, which the reset has confirmed.
    oidc.logInAs({ email: stranger.email, email_verified: true });
    await logInWith(page, "Test ID");
    await expectRefused(page, "Your address already has an account.");
  });
});

test("a login that was unlinked opens no account, and its sessions end", async ({
  page,
  browser,
  oidc,
  server,
}) => {
  const { email, id } = await addUser(server.databaseUrl, "Owner");
  await execute(
    server,
    "update users set email_verified_at = 1, email_verified_in_session = 1 where id = ?",
    id,
  );
  oidc.logInAs({ email, email_verified: true });
  const thief = await (await browser.newContext({ baseURL: server.origin })).newPage();
  for (const each of [thief, page]) {
    await logInWith(each, "Test ID");
    await expectUser(each, "Owner");
  }
  // A login without the password does not make the device known, or guesses there would be free.
  const cookies = await thief.context().cookies();
  expect(cookies.map(({ name }) => name)).not.toContain("__Host-device");
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Unlink" }).click();
  await expect(flashes(page, "success")).toContainText("The login is unlinked.");
  await thief.goto("/");
  await expectGuest(thief);
  await logInWith(thief, "Test ID");
  await expectRefused(thief, "Your address already has an account.");
  await thief.context().close();
});

test.describe("a login cannot be linked to", () => {
  test("an account by another site or another session", async ({ page, server, loggedInAs }) => {
    await loggedInAs("Victim");
    const stranger = await addUser(server.databaseUrl, "Mallory");
    const [row] = await execute(
      server,
      "select id_hash from sessions where user_id = ?",
      stranger.id,
    );
    for (const link of ["", "guess", String(row?.id_hash)]) {
      await page.goto(`/api/oauth/oidc?link=${link}`);
      await expect(page).toHaveURL("/account/security");
      await expect(flashes(page, "error")).toContainText("Your session has changed");
    }
  });

  test("an account that logs in while the provider asks", async ({
    page,
    context,
    server,
    oidc,
  }) => {
    const [one, two] = [
      await addUser(server.databaseUrl, "One"),
      await addUser(server.databaseUrl, "Two"),
    ];
    oidc.logInAs({ email: newEmail(), email_verified: true });
    await setSessionCookie(context, server, recordOf(one));
    await page.goto("/account/security");
    await page.getByRole("link", { name: "Link Test ID" }).click();
    await expect(page.getByRole("button", { name: "Allow" })).toBeVisible();
    await setSessionCookie(context, server, recordOf(two));
    await answerProvider(page, "Allow");
    await expect(flashes(page, "error")).toContainText("Your session has changed");
    const sql = "select * from linked_logins where user_id in (?, ?)";
    expect(await execute(server, sql, one.id, two.id)).toEqual([]);
  });

  test("an account when it opens another one", async ({ page, context, server, oidc }) => {
    oidc.logInAs({ email: newEmail(), email_verified: true, name: "Ada" });
    await logInWith(page, "Test ID");
    await expectUser(page, "Ada");
    const other = await addUser(server.databaseUrl, "Bea");
    await setSessionCookie(context, server, recordOf(other));
    await page.goto("/account/security");
    await page.getByRole("link", { name: "Link Test ID" }).click();
    await answerProvider(page, "Allow");
    await expect(page).toHaveURL("/account/security");
    await expect(flashes(page, "error")).toContainText("This Test ID login opens another account.");
    await expectUser(page, "Bea");
  });
});

test("another site cannot begin a login", async ({ page, server }) => {
  const site = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<a href="${server.origin}/api/oauth/oidc">Win a prize</a>`);
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}`);
  await page.getByRole("link").click();
  await expectRefused(page, "Another site tried to log you in.");
  expect((await page.context().cookies()).filter(({ name }) => /oauth/.test(name))).toEqual([]);
  site.close();
});

test("next leads to paths of this site only", async ({ page, server, oidc }) => {
  const foreign = ["//example.com", "/\\example.com", "https://example.com", "javascript:alert(1)"];
  for (const next of [...foreign, "/logout", "/api/oauth/oidc", "/%0d%0aset-cookie:a=b"]) {
    const path = `/api/oauth/github?next=${encodeURIComponent(next)}`;
    const headers = { "sec-fetch-site": "cross-site" };
    expect((await begin(server, path, headers)).location.origin, next).toBe(server.origin);
  }
  oidc.logInAs({ email: newEmail(), email_verified: true, name: "Ada" });
  await page.goto("/login");
  await page.goto("/api/oauth/oidc?next=//example.com/account");
  await answerProvider(page, "Allow");
  await expect(page).toHaveURL("/");
  await expectUser(page, "Ada");
});

test("every request to the handlers is a redirect, and sets no session", async ({ server }) => {
  const paths = ["nowhere", "__proto__", "google", "%00", "%e0", "a".repeat(3000)].flatMap((id) => [
    `/api/oauth/${id}`,
    `/api/oauth/${id}/callback?code=a&state=b`,
  ]);
  const junk = [
    "",
    "?state",
    "?error=access_denied",
    "?code=a&code=b",
    `?state=${"x".repeat(5000)}`,
  ];
  for (const path of [...paths, ...junk.map((query) => `/api/oauth/oidc/callback${query}`)]) {
    const response = await send(server, path);
    expect([path, response.status < 500]).toEqual([path, true]);
    if (response.status !== 303) expect(response.status, path).toBe(400);
    expect(setCookies(response).filter(({ name }) => /session/.test(name))).toEqual([]);
  }
  for (const method of ["POST", "PUT", "DELETE"]) {
    const { status } = await send(server, "/api/oauth/oidc/callback", { method });
    expect(status).toBe(405);
  }
});

test("callbacks from one address are limited", async ({ server }) => {
  const from = { "x-forwarded-for": randomAddress() };
  const call = async () => {
    const { cookie, location } = await begin(server, "/api/oauth/oidc", from);
    const state = location.searchParams.get("state") ?? "";
    const headers = { ...from, cookie };
    return send(server, `/api/oauth/oidc/callback?code=a&state=${state}`, { headers });
  };
  await call();
  const before = server.log().length;
  const database = await openDatabase(server.databaseUrl);
  await database.execute("update attempts set points = 120 where key like 'provider:%'");
  const response = await call();
  await database.execute("delete from attempts where key like 'provider:%'");
  database.close();
  expect([response.status, response.headers.get("location")]).toEqual([
    303,
    `${server.origin}/login`,
  ]);
  expect(server.log().slice(before)).toContain('"event":"account_limited"');
});

test("at most five logins are under way, and their cookies fit into the header", async ({
  page,
  context,
}) => {
  const next = `/account?${"x".repeat(490)}`;
  for (let time = 0; time < 7; time++) {
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await page.getByRole("link", { name: "Continue with Test ID" }).click();
    await expect(page.getByRole("button", { name: "Allow" })).toBeVisible();
  }
  const attempts = (await context.cookies()).filter(({ name }) => /oauth/.test(name));
  expect(attempts).toHaveLength(5);
  for (const { httpOnly, secure, sameSite, name, value } of attempts) {
    expect({ httpOnly, secure, sameSite }).toEqual({
      httpOnly: true,
      secure: true,
      sameSite: "Lax",
    });
    expect((name + value).length).toBeLessThanOrEqual(4096);
  }
  expect((await page.goto("/login"))?.status()).toBe(200);
});

test("the log has each login and refusal, without tokens, codes and addresses", async ({
  page,
  oidc,
  server,
}) => {
  const before = server.log().length;
  const email = newEmail();
  oidc.logInAs({ email, email_verified: true, name: "Ada" });
  const callback = new URL(await stopAtCallback(page, oidc));
  await page.goto(callback.href);
  await expectUser(page, "Ada");
  await page.goto(callback.href);
  await expect(flashes(page, "error")).toBeVisible();
  const log = server.log().slice(before);
  for (const event of ["signup", "provider_login", "login", "provider_refused"])
    expect(log).toContain(`"event":"${event}"`);
  for (const name of ["code", "state"]) expect(log).not.toContain(callback.searchParams.get(name));
  expect(log).not.toContain(email);
  expect(log).not.toMatch(/eyJ|Fe26/);
});
