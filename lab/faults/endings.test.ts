import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, SESSION_COOKIE, test, type Server } from "../../tests/fixtures";
import { openDatabase } from "../../tests/support/database";
import { post, recordOf, sealedSession, send, setCookies } from "../../tests/support/http";
import { addPerson } from "../../tests/support/users";
import { startServer } from "../../tests/support/server";
import { startSqld } from "../support/sqld";
import { ask, logOut } from "./bad-day";
import { times } from "./effort";
import { tell } from "./table";

/** A login on a connection of its own: its status, or what became of it. */
function login({ port }: Server, body: string): Promise<string> {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const sent = request({
    host: "127.0.0.1",
    port,
    path: "/api/login",
    method: "POST",
    headers,
    agent: false,
  });
  sent.end(body);
  return once(sent, "response").then(
    ([response]) => String((response.resume() as { statusCode: number }).statusCode),
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
}

test("a server that is told to end finishes every login it has begun, and then ends", async () => {
  test.setTimeout(times(60_000, 600_000));
  const rounds = times(1, 20);
  const each = 20;
  let slowest = 0;
  for (let round = 0; round < rounds; round++) {
    const server = await startServer();
    try {
      // Of one account's, only so many are taken at once.
      const people = await Promise.all(
        ["Zoe", "Yan", "Wes", "Uma"].map((name) => addPerson(server.databaseUrl, name)),
      );
      const bodies = people.map(({ email, password }) => JSON.stringify({ email, password }));
      expect(await login(server, bodies[0] ?? "")).toBe("200");
      const answers = Promise.all(
        Array.from({ length: each }, (_, place) =>
          login(server, bodies[place % bodies.length] ?? ""),
        ),
      );
      // Long enough for all of them to be there, and not for one in twenty to be done.
      await sleep(100);
      const start = performance.now();
      await server.kill("SIGTERM");
      slowest = Math.max(slowest, performance.now() - start);
      expect((await answers).filter((status) => status !== "200")).toEqual([]);
    } finally {
      await server.stop();
    }
  }
  tell({
    what: "SIGTERM with logins under way",
    load: `${each} logins at once`,
    tried: `${rounds} times`,
    lost: `0 of ${rounds * each} logins, 0 resets; ended within ${(slowest / 1000).toFixed(1)} s`,
  });
});

test("whoever logs out while the same browser asks for much else is logged out in the end", async () => {
  // Every document renews the session.
  const server = await startServer({ env: { SESSION_IDLE_TIMEOUT: "1m" } });
  const database = await openDatabase(server.databaseUrl);
  const rounds = times(10, 200);
  const paths = ["/", "/account", "/cart", "/api/session", "/account/sessions"];
  try {
    let brought = 0;
    for (let round = 0; round < rounds; round++) {
      const person = await addPerson(server.databaseUrl, "Xia");
      const cookie = await sealedSession(server, recordOf(person), {
        now: Math.floor(Date.now() / 1000) - 30,
      });
      const [first, ...rest] = Array.from(
        { length: 10 },
        (_, place) => paths[place % paths.length] ?? "/",
      );
      const before = [first ?? "/", ...rest.slice(0, 4)].map((path) =>
        send(server, path, { headers: { cookie } }),
      );
      const out = post(server, "/api/logout", {}, { cookie });
      const after = rest.slice(4).map((path) => send(server, path, { headers: { cookie } }));
      const answers = await Promise.all([...before, ...after]);
      expect((await out).status).toBe(204);
      // Answers arrive in any order: each cookie that one of them set may be the one the browser is left with.
      const left = answers
        .flatMap(setCookies)
        .filter(({ name, value }) => name === SESSION_COOKIE && value);
      brought += left.length;
      for (const { value } of [...left, { value: cookie.slice(SESSION_COOKIE.length + 1) }]) {
        const session = await send(server, "/api/session", {
          headers: { cookie: `${SESSION_COOKIE}=${value}` },
        });
        expect(await session.json()).toMatchObject({ signedIn: false });
      }
      expect(answers.every(({ status }) => status < 500)).toBe(true);
    }
    expect(brought, "some were given a cookie after they had left").toBeGreaterThan(0);
    expect((await database.execute("select 1 from sessions")).rows).toHaveLength(0);
    tell({
      what: "Logging out among other requests of the same browser",
      load: "10 requests at once, all of which renew the session",
      tried: `${rounds} times; ${brought} renewed cookies came after`,
      lost: "0 sessions left open",
    });
  } finally {
    database.close();
    await server.stop();
  }
});

test("whoever logs out while the database is away is logged out for good, though the server dies before it can say so", async () => {
  const sqld = await startSqld({ folder: test.info().outputPath("sqld") });
  const url = `${sqld.url}?authToken=${sqld.token}`;
  const env = {
    SESSION_SECRET: randomBytes(32).toString("base64url"),
    DATABASE_URL: sqld.url,
    DATABASE_AUTH_TOKEN: sqld.token,
  };
  let server = await startServer({ env });
  try {
    const copy = await sealedSession(server, recordOf(await addPerson(url, "Val")));
    expect((await ask(server, "/account", copy)).text).toContain("Val");
    await sqld.kill("SIGKILL");
    const { cookies } = await logOut(server, copy);
    await server.kill("SIGKILL");
    await server.stop();
    await sqld.restart();
    server = await startServer({ env });
    const knows = async () => (await ask(server, "/api/sessions", copy)).status;
    expect(await knows(), "nobody has told the database yet").toBe(200);
    expect((await ask(server, "/", cookies)).text).toContain("You are not logged in.");
    await expect.poll(knows, "the browser's next page has").toBe(401);
    tell({
      what: "Logging out with the database away, and the server killed with -9 before it is back",
      load: "one member, and a copy of the cookie",
      tried: "once",
      lost: "0 sessions left open: the browser's next page ends it",
    });
  } finally {
    await server.stop();
    await sqld.stop();
  }
});
