import { createHash } from "node:crypto";
import { sessionCookie } from "@/lib/session/cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { expect, test as base } from "../fixtures";
import { openDatabase } from "../support/database";
import { post, send, setCookies } from "../support/http";
import { deviceCookie, login, repeatLogin, unknownEmail } from "../support/login-attempts";
import { formError, submitSignup } from "../support/steps";

type Line = Readonly<Record<string, unknown> & { event: string; level: string; time: string }>;

const test = base.extend<{ log: () => string }>({
  /** What the server has logged since the test began. */
  log: async ({ server }, use) => {
    const before = server.log().length;
    await use(() => server.log().slice(before));
  },
});

/** The lines of a log. Next's own output at the start is not JSON. */
const linesOf = (log: string): Line[] => {
  const lines = log.split("\n");
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Line);
};

const from = "192.0.2.7";
const headers = { "x-forwarded-for": from };
const newUser = () => ({
  name: "Uma",
  email: unknownEmail(),
  password: "a sentence to keep secret",
});

test("logins, refusals and logouts are one line each, without secrets", async ({ server, log }) => {
  const user = newUser();
  const signup = await post(server, "/api/signup", user, headers);
  const cookie = setCookies(signup).map(({ name, value }) => `${name}=${value}`);
  await post(server, "/api/logout", {}, { ...headers, cookie: cookie.join("; ") });
  await repeatLogin(server, 11, () => ({ email: user.email, password: "a wrong guess", from }));
  await login(server, { ...user, from, cookie: deviceCookie(signup) });

  const lines = linesOf(log());
  const refusals = Array.from({ length: 10 }, () => "login_refused");
  const events = ["signup", "login", "logout", ...refusals, "login_limited", "login"];
  expect(lines.map(({ event }) => event)).toEqual(events);
  for (const { level, event, time, address } of lines) {
    expect([level, address]).toEqual([/refused|limited/.test(event) ? "warn" : "info", from]);
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  }
  const limited = { code: "too_many_attempts", retryAfter: expect.any(Number) };
  expect(lines.at(-2)).toMatchObject(limited);

  // A user, an address and a session have one name in all lines; the database knows the session by it.
  expect(new Set(lines.flatMap(({ email }) => email ?? [])).size).toBe(1);
  expect(new Set(lines.flatMap(({ user }) => user ?? [])).size).toBe(1);
  const sealed = setCookies(signup).find(({ name }) => name === "__Host-session")?.value ?? "";
  const opened = await SealedCookie.open(sessionCookie, sealed, { keyring: [server.secret] });
  const id = (opened.ok && opened.data.identity?.id) || "none";
  const digest = createHash("sha256").update(id).digest("base64url");
  const ofSession = lines.filter(({ session }) => session === digest.slice(0, 12));
  expect(ofSession.map(({ event }) => event)).toEqual(["login", "logout"]);

  const words = [...Object.values(user), "a wrong guess", "Fe26", "argon2"];
  for (const secret of [...words, id, digest, server.secret]) expect(log()).not.toContain(secret);
});

const hostile = [
  'x","event":"login","level":"info","user":"admin',
  'a\n{"time":"2020-01-01T00:00:00.000Z","level":"info","event":"login","user":"admin"}',
  'a\r\n{"event":"login"}\r\n',
  'a\u2028{"event":"login"}\u2029\u0085{"event":"login"}',
  "\u001b[2J\u001b[1;31mhacked\u0007\u009b",
  "Fe26.2*1*aaaa*bbbb~2",
];

test("text from a client cannot forge a line", async ({ server, log }) => {
  for (const text of hostile) {
    const encoded = encodeURIComponent(text);
    const email = `${encoded.slice(0, 20)}@example.com`;
    await post(server, "/api/login", { email: text, password: text }, headers);
    await post(server, "/api/login", { email, password: text }, headers);
    await post(server, "/api/signup", { name: text, email, password: `${text} long` }, headers);
    await send(server, `/${encoded}?next=${encoded}`, { headers });
    await send(server, "/api/login", { method: "POST", body: text, headers });
    const cookie = `__Host-session=${encoded}; __Host-device=${encoded}`;
    await login(server, { email: unknownEmail(), from: encoded, cookie });
  }
  const events = linesOf(log()).map(({ event }) => event);
  expect(events.length).toBeGreaterThanOrEqual(hostile.length);
  const expected = /^(login_refused|signup|login|address_unknown)$/;
  expect(events.filter((event) => !expected.test(event))).toEqual([]);
  expect(log()).not.toMatch(/hacked|admin|Fe26|\u001b\[2J|[\u0085\u2028\u2029\u009b]/);
});

test("a database error is logged without values", async ({ page, server, log }) => {
  const user = newUser();
  await post(server, "/api/signup", user, headers);
  const database = await openDatabase(server.databaseUrl);
  await database.execute("alter table users rename to renamed");
  try {
    for (const path of ["/api/signup", "/api/login"])
      expect((await post(server, path, user, headers)).status).toBeGreaterThanOrEqual(500);
    await page.goto("/signup");
    await submitSignup(page, user);
    await expect(formError(page)).toBeVisible();
  } finally {
    await database.execute("alter table renamed rename to users");
    database.close();
  }
  const faults = linesOf(log()).filter(({ event }) => event === "fault");
  expect(faults).toHaveLength(3);
  for (const fault of faults) {
    expect(fault.level).toBe("error");
    expect(fault.message).toContain("no such table: users");
    expect(fault.query).toContain("?");
  }
  for (const secret of [...Object.values(user), "argon2"]) expect(log()).not.toContain(secret);
});
