import { randomBytes } from "node:crypto";
import { expect, SESSION_COOKIE, test } from "../../tests/fixtures";
import { openDatabase } from "../../tests/support/database";
import { post, recordOf, seconds, sealedSession, send, setCookies } from "../../tests/support/http";
import { startServer } from "../../tests/support/server";
import { addUser } from "../../tests/support/users";
import { startSqld } from "../support/sqld";
import { reportFault } from "./fault-report";
import { expectIncompleteLogout, timedRequest } from "./outage";
import { scaled } from "./test-scale";

const paths = ["/", "/account", "/cart", "/api/session", "/account/sessions"];

test("a logout during other requests of the same browser leaves the browser logged out", async () => {
  // With this timeout every document renews the session.
  const server = await startServer({ env: { SESSION_IDLE_TIMEOUT: "1m" } });
  const database = await openDatabase(server.databaseUrl);
  const rounds = scaled(10, 200);
  let renewals = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const user = await addUser(server.databaseUrl, "Xia");
      const sealedAt = { now: seconds() - 30 };
      const cookie = await sealedSession(server, recordOf(user), sealedAt);
      const get = (path: string) => send(server, path, { headers: { cookie } });
      const before = paths.map(get);
      const logout = post(server, "/api/logout", {}, { cookie });
      const after = paths.map(get);
      const responses = await Promise.all([...before, ...after]);
      expect((await logout).status).toBe(204);
      expect(responses.every(({ status }) => status < 500)).toBe(true);
      // Responses arrive in any order, so the browser may be left with any cookie that one of them set.
      const renewed = responses
        .flatMap(setCookies)
        .filter(({ name, value }) => name === SESSION_COOKIE && value)
        .map(({ value }) => `${SESSION_COOKIE}=${value}`);
      renewals += renewed.length;
      for (const left of [cookie, ...renewed]) {
        const session = await send(server, "/api/session", { headers: { cookie: left } });
        expect(await session.json()).toMatchObject({ signedIn: false });
      }
    }
    expect(renewals, "some responses renewed the session").toBeGreaterThan(0);
    expect((await database.execute("select 1 from sessions")).rows).toHaveLength(0);
  } finally {
    database.close();
    await server.stop();
  }
  reportFault({
    fault: "Logout racing other requests of the same browser",
    load: "10 requests at once, all of which renew the session",
    attempts: `${rounds} times; ${renewals} renewed cookies`,
    lost: "0 sessions left open",
  });
});

test("a logout while the database is down ends the session in this browser and warns about copies", async () => {
  const sqld = await startSqld({ folder: test.info().outputPath("sqld") });
  const server = await startServer({
    env: {
      SESSION_SECRET: randomBytes(32).toString("base64url"),
      DATABASE_URL: sqld.url,
      DATABASE_AUTH_TOKEN: sqld.token,
    },
  });
  try {
    const val = await addUser(`${sqld.url}?authToken=${sqld.token}`, "Val");
    const copy = await sealedSession(server, recordOf(val));
    expect((await timedRequest(server, "/account", copy)).text).toContain("Val");
    await sqld.kill("SIGKILL");
    await expectIncompleteLogout(server, copy);
    const logout = await post(server, "/api/logout", {}, { cookie: copy });
    expect([logout.status, setCookies(logout).map(({ value }) => value)]).toEqual([204, [""]]);
    await sqld.restart();
    const devices = await timedRequest(server, "/api/sessions", copy);
    expect(devices.status, "a copy works again, as the warning says").toBe(200);
    const revoked = await post(server, "/api/logout", {}, { cookie: copy });
    expect(revoked.status).toBe(204);
    expect((await timedRequest(server, "/api/sessions", copy)).status).toBe(401);
  } finally {
    await server.stop();
    await sqld.stop();
  }
  reportFault({
    fault: "Logout while the database is down",
    load: "one user, and a copy of the cookie",
    attempts: "twice",
    lost: "this browser is logged out; the copy works until it is logged out later or expires",
  });
});
