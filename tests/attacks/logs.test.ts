import { createHash } from "node:crypto";
import { openCookie } from "@/lib/session/sealed-cookie";
import { sessionCookie } from "@/lib/session/session";
import { expect, test } from "@playwright/test";
import { deviceOf, login } from "../support/behind-a-proxy";
import { openDatabase } from "../support/database";
import { post, send, setCookies } from "../support/http";
import { addPerson } from "../support/users";
import { startServer, type Server } from "../support/server";

type Line = Readonly<Record<string, unknown> & { event: string; level: string; time: string }>;

/** What the server has written down; Next's own words at the start are none of it. */
const linesOf = (server: Server): Line[] =>
  server
    .log()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Line);

let server: Server;
test.beforeEach(async () => {
  server = await startServer({ env: { TRUSTED_PROXIES: "1" } });
});
test.afterEach(() => server.stop());

const from = "192.0.2.7";
const headers = { "x-forwarded-for": from };
const person = { name: "Uma", email: "uma@example.com", password: "a sentence nobody reads" };

test("who runs the site reads who came and went, in one line each, and nothing that opens a door", async () => {
  const signup = await post(server, "/api/signup", person, headers);
  const cookie = setCookies(signup).map(({ name, value }) => `${name}=${value}`);
  await post(server, "/api/logout", {}, { ...headers, cookie: cookie.join("; ") });
  await login(server, { email: person.email, password: "a slip of the finger", from });
  for (let time = 0; time < 10; time++) await login(server, { email: person.email, from });
  const device = deviceOf(signup);
  await login(server, { ...person, from, cookie: device });

  const lines = linesOf(server);
  const events = lines.map(({ event }) => event);
  expect(events.slice(0, 4)).toEqual(["signup", "login", "logout", "login_refused"]);
  expect(events.slice(-3)).toEqual(["login_refused", "login_limited", "login"]);
  for (const line of lines) {
    expect(line).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      address: from,
    });
    expect(line.level).toBe(/refused|limited/.test(line.event) ? "warn" : "info");
  }
  expect(lines.find(({ event }) => event === "login_limited")).toMatchObject({
    code: "too_many_attempts",
    retryAfter: expect.any(Number),
  });

  // The same person is the same in every line, and the session is the one the database knows.
  expect(new Set(lines.flatMap(({ email }) => email ?? []))).toHaveProperty("size", 1);
  expect(new Set(lines.flatMap(({ user }) => user ?? []))).toHaveProperty("size", 1);
  const sealed = setCookies(signup).find(({ name }) => name === "__Host-session")?.value ?? "";
  const opened = await openCookie(sessionCookie, sealed, { keyring: [server.secret] });
  const id = (opened.ok && opened.data.identity?.id) || "";
  const digest = createHash("sha256").update(id).digest("base64url");
  expect(
    lines.filter(({ session }) => session === digest.slice(0, 12)).map(({ event }) => event),
  ).toEqual(["login", "logout"]);

  const secrets = [
    person.name,
    person.email,
    person.password,
    "a slip",
    "not this one",
    id,
    digest,
    server.secret,
    "Fe26",
    "argon2",
  ];
  for (const secret of secrets) expect(server.log()).not.toContain(secret);
});

const hostile = [
  'x","event":"login","level":"info","user":"admin',
  'a\n{"time":"2020-01-01T00:00:00.000Z","level":"info","event":"login","user":"admin"}',
  'a\r\n{"event":"login"}\r\n',
  'a\u2028{"event":"login"}\u2029\u0085{"event":"login"}',
  "\u001b[2J\u001b[1;31mhacked\u0007\u009b",
  "Fe26.2*1*aaaa*bbbb~2",
];

test("nobody writes a line of their own into the log, whatever they type and wherever", async () => {
  for (const text of hostile) {
    await post(server, "/api/login", { email: text, password: text }, headers);
    await post(
      server,
      "/api/login",
      { email: `"${encodeURIComponent(text)}"@example.com`, password: text },
      headers,
    );
    await post(
      server,
      "/api/signup",
      {
        name: text,
        email: `${encodeURIComponent(text).slice(0, 20)}@example.com`,
        password: `${text} long`,
      },
      headers,
    );
    await send(server, `/${encodeURIComponent(text)}?next=${encodeURIComponent(text)}`, {
      headers,
    });
    await send(server, "/api/login", { method: "POST", body: text, headers });
    const hidden = encodeURIComponent(text);
    await login(server, {
      email: person.email,
      from: hidden,
      cookie: `__Host-session=${hidden}; __Host-device=${hidden}`,
    });
  }
  const lines = linesOf(server);
  expect(lines.length).toBeGreaterThan(hostile.length - 1);
  expect(lines.filter(({ user }) => user === "admin")).toEqual([]);
  expect(
    lines.filter(({ event }) => !/^(login_refused|signup|login|address_unknown)$/.test(event)),
  ).toEqual([]);
  expect(server.log()).not.toMatch(/hacked|admin|Fe26|\u001b\[2J|[\u0085\u2028\u2029\u009b]/);
});

test("when nobody reads the log any more, the site goes on, and not in circles", async () => {
  server.stopReading();
  for (let time = 0; time < 3; time++)
    expect((await login(server, { email: person.email, from })).status).toBe(401);
  const before = server.processorTime();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(server.processorTime() - before).toBeLessThanOrEqual(1);
});

test("a database that fails is told of without the e-mail address, the name or the password of anyone", async ({
  page,
}) => {
  await addPerson(server.databaseUrl, "Val");
  const database = await openDatabase(server.databaseUrl);
  await database.execute("alter table users rename to nobody_knows_where");
  database.close();
  for (const path of ["/api/signup", "/api/login"]) {
    const response = await post(server, path, person, headers);
    expect([response.status, (await response.json()).error.code]).toEqual([503, "unavailable"]);
  }
  await page.goto(`${server.origin}/signup`);
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    "Our database does not answer. Try again soon.",
  );
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  const faults = linesOf(server).filter(({ event }) => event === "fault");
  expect(faults).toHaveLength(3);
  for (const fault of faults) {
    expect(fault).toMatchObject({
      level: "error",
      message: expect.stringContaining("no such table: users"),
      query: expect.stringContaining("?"),
    });
  }
  for (const secret of [person.name, person.email, person.password, "argon2"])
    expect(server.log()).not.toContain(secret);
});
