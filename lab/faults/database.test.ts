import { createClient } from "@libsql/client";
import { expect, test } from "@playwright/test";
import { recordOf, sealedSession } from "../../tests/support/http";
import { addUser } from "../../tests/support/users";
import { startServer } from "../../tests/support/server";
import { startSqld, type Sqld } from "../support/sqld";
import { startStallingProxy, type StallingProxy } from "../support/stalling-proxy";
import {
  timedRequest,
  MAX_RESPONSE_TIME,
  expectGuestsUnaffected,
  expectIncompleteLogout,
  userPages,
  shopPages,
} from "./outage";
import { reportFault } from "./fault-report";

type Scene = Readonly<{
  env: Record<string, string>;
  url: string;
  break: () => Promise<void>;
  mend: () => Promise<void>;
  end: () => Promise<void>;
}>;

const viaProxy = (state: "stalled" | "closed") => async (): Promise<Scene> => {
  const sqld: Sqld = await startSqld({ folder: test.info().outputPath("sqld") });
  const proxy: StallingProxy = await startStallingProxy(sqld.url);
  return {
    env: { DATABASE_URL: proxy.url, DATABASE_AUTH_TOKEN: sqld.token },
    url: `${sqld.url}?authToken=${sqld.token}`,
    break: () => proxy.become(state),
    mend: () => proxy.become("open"),
    end: async () => {
      await proxy.stop();
      await sqld.stop();
    },
  };
};

const killed = async (): Promise<Scene> => {
  const sqld: Sqld = await startSqld({ folder: test.info().outputPath("sqld") });
  return {
    env: { DATABASE_URL: sqld.url, DATABASE_AUTH_TOKEN: sqld.token },
    url: `${sqld.url}?authToken=${sqld.token}`,
    break: () => sqld.kill("SIGKILL"),
    mend: sqld.restart,
    end: sqld.stop,
  };
};

const scenes: Record<string, () => Promise<Scene>> = {
  "a database server that accepts connections and never answers": viaProxy("stalled"),
  "a database server that refuses connections": viaProxy("closed"),
  "a database server that was killed": killed,
};

for (const [what, set] of Object.entries(scenes)) {
  test(`${what}: guests are unaffected, pages for users answer 503 in time, logging out works`, async () => {
    test.setTimeout(180_000);
    const scene = await set();
    const server = await startServer({ env: scene.env });
    try {
      const [ann, ben] = [
        await addUser(scene.url, "Ann Private"),
        await addUser(scene.url, "Ben Private"),
      ];
      const cookies = await Promise.all(
        [ann, ben].map((user) => sealedSession(server, recordOf(user))),
      );
      const [anns = "", bens = ""] = cookies;
      expect((await timedRequest(server, "/account", anns)).text).toContain("Ann Private");
      await scene.break();

      const guests = await expectGuestsUnaffected(server);
      const unknown = await Promise.all(shopPages.map((path) => timedRequest(server, path, anns)));
      for (const { status, text } of unknown) {
        expect(
          [status, text.includes("Account not available")],
          "no page claims that the user is a guest",
        ).toEqual([200, true]);
        expect(text).not.toMatch(/You are not logged in|Ann Private/);
      }
      const pages = await Promise.all(userPages.map((path) => timedRequest(server, path, anns)));
      for (const { status, text, response } of pages) {
        expect([status, response.headers.get("retry-after")]).toEqual([503, "5"]);
        expect(text).not.toContain("Ann Private");
      }
      const calls = await Promise.all(
        ["/api/sessions", "/api/session", "/api/health"].map((path) =>
          timedRequest(server, path, anns),
        ),
      );
      expect(calls.map(({ status }) => status)).toEqual([503, 503, 503]);
      const body = JSON.stringify({ email: ben.email, password: ben.password });
      const login = await timedRequest(server, "/api/login", "", { method: "POST", body });
      expect(login.status).toBe(503);
      const out = await expectIncompleteLogout(server, bens);
      const slowest = Math.max(
        ...[...unknown, ...pages, ...calls, login].map(({ time }) => time),
        out,
      );
      expect(slowest).toBeLessThan(MAX_RESPONSE_TIME);
      expect(guests, "guests do not wait for the database").toBeLessThan(MAX_RESPONSE_TIME / 2);

      await scene.mend();
      await expect
        .poll(async () => (await timedRequest(server, "/api/health")).status, { timeout: 20_000 })
        .toBe(200);
      expect((await timedRequest(server, "/account", anns)).text).toContain("Ann Private");
      reportFault({
        fault: `Database: ${what}`,
        load: "one guest, two users",
        attempts: `${shopPages.length * 2} shop pages, ${userPages.length} pages for users, cart, login, logout`,
        lost: `0; slowest answer ${(slowest / 1000).toFixed(1)} s, a guest's ${(guests / 1000).toFixed(1)} s`,
      });
    } finally {
      await server.stop();
      await scene.end();
    }
  });
}

test("a long write transaction of another process: users can read, guests do not wait, logging out works", async () => {
  const server = await startServer({
    env: { DATABASE_URL: `file:${test.info().outputPath("busy.db")}` },
  });
  const database = createClient({ url: server.databaseUrl });
  try {
    const [ann, ben] = [
      await addUser(server.databaseUrl, "Ann"),
      await addUser(server.databaseUrl, "Ben"),
    ];
    const [anns, bens] = await Promise.all(
      [ann, ben].map((user) => sealedSession(server, recordOf(user))),
    );
    await timedRequest(server, "/account", anns);
    const writer = await database.transaction("write");
    const body = JSON.stringify({ email: ann.email, password: ann.password });
    const waiting = timedRequest(server, "/api/login", "", { method: "POST", body });
    const [guests, read] = [
      await expectGuestsUnaffected(server),
      await timedRequest(server, "/account", anns),
    ];
    expect([read.status, read.text.includes(ann.email)]).toEqual([200, true]);
    const login = await waiting;
    expect([login.status, login.time < MAX_RESPONSE_TIME]).toEqual([503, true]);
    const out = await expectIncompleteLogout(server, bens ?? "");
    expect(Math.max(guests, read.time), "the event loop was not blocked").toBeLessThan(
      MAX_RESPONSE_TIME / 2,
    );
    await writer.commit();
    expect((await timedRequest(server, "/api/login", "", { method: "POST", body })).status).toBe(
      200,
    );
    reportFault({
      fault: "Database: a file that another process is writing to",
      load: "one guest, two users",
      attempts: "shop pages, cart, a page for users, login, logout",
      lost: `0; logout after ${(out / 1000).toFixed(1)} s, a guest's page after at most ${(guests / 1000).toFixed(1)} s`,
    });
  } finally {
    database.close();
    await server.stop();
  }
});

test("a server that starts with a locked database file serves guests, and users once the lock is released", async () => {
  const url = `file:${test.info().outputPath("locked.db")}`;
  const ann = await addUser(url, "Ann Private");
  const owner = createClient({ url });
  await owner.executeMultiple(
    "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE users SET name = name; COMMIT",
  );
  const server = await startServer({ env: { DATABASE_URL: url } });
  try {
    const anns = await sealedSession(server, recordOf(ann));
    const guests = await expectGuestsUnaffected(server);
    const pages = await Promise.all(userPages.map((path) => timedRequest(server, path, anns)));
    expect(pages.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect((await timedRequest(server, "/api/health")).status).toBe(503);
    const slowest = Math.max(...pages.map(({ time }) => time));
    expect(slowest).toBeLessThan(MAX_RESPONSE_TIME);
    await owner.executeMultiple("PRAGMA locking_mode = NORMAL; SELECT 1 FROM users");
    expect((await timedRequest(server, "/account", anns)).text).toContain("Ann Private");
    reportFault({
      fault: "Database: a file that is locked when the server starts",
      load: "one guest, one user",
      attempts: "shop pages, cart, pages for users",
      lost: `0; slowest answer ${(slowest / 1000).toFixed(1)} s, a guest's ${(guests / 1000).toFixed(1)} s`,
    });
  } finally {
    owner.close();
    await server.stop();
  }
});
