import { createClient } from "@libsql/client";
import { expect, test } from "@playwright/test";
import { recordOf, sealedSession } from "../../tests/support/http";
import { addPerson } from "../../tests/support/users";
import { startServer } from "../../tests/support/server";
import { startSqld, type Sqld } from "../support/sqld";
import { startStallingProxy, type StallingProxy } from "../support/stalling-proxy";
import { ask, BOUND, expectGuestsAsEver, logOut, memberPages, shopPages } from "./bad-day";
import { tell } from "./table";

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
  "a database server that takes connections and never answers": viaProxy("stalled"),
  "a database server that refuses connections": viaProxy("closed"),
  "a database server that was killed": killed,
};

for (const [what, set] of Object.entries(scenes)) {
  test(`with ${what}, the shop is open, members' pages say so in time, and logging out logs out`, async () => {
    test.setTimeout(180_000);
    const scene = await set();
    const server = await startServer({ env: scene.env });
    try {
      const [ann, ben] = [
        await addPerson(scene.url, "Ann Private"),
        await addPerson(scene.url, "Ben Private"),
      ];
      const cookies = await Promise.all(
        [ann, ben].map((person) => sealedSession(server, recordOf(person))),
      );
      const [anns = "", bens = ""] = cookies;
      expect((await ask(server, "/account", anns)).text).toContain("Ann Private");
      await scene.break();

      const guests = await expectGuestsAsEver(server);
      const unknown = await Promise.all(shopPages.map((path) => ask(server, path, anns)));
      for (const { status, text } of unknown) {
        expect(
          [status, text.includes("out of reach")],
          "a page claims nothing of a member",
        ).toEqual([200, true]);
        expect(text).not.toMatch(/You are not logged in|Ann Private/);
      }
      const members = await Promise.all(memberPages.map((path) => ask(server, path, anns)));
      for (const { status, text, response } of members) {
        expect([status, response.headers.get("retry-after")]).toEqual([503, "5"]);
        expect(text).not.toContain("Ann Private");
      }
      const calls = await Promise.all(
        ["/api/sessions", "/api/session", "/api/health"].map((path) => ask(server, path, anns)),
      );
      expect(calls.map(({ status }) => status)).toEqual([503, 503, 503]);
      const body = JSON.stringify({ email: ben.email, password: ben.password });
      const login = await ask(server, "/api/login", "", { method: "POST", body });
      expect(login.status).toBe(503);
      const { time: out } = await logOut(server, bens);
      const slowest = Math.max(
        ...[...unknown, ...members, ...calls, login].map(({ time }) => time),
        out,
      );
      expect(slowest).toBeLessThan(BOUND);
      expect(guests, "who needs no database does not wait for one").toBeLessThan(BOUND / 2);

      await scene.mend();
      await expect
        .poll(async () => (await ask(server, "/api/health")).status, { timeout: 20_000 })
        .toBe(200);
      expect((await ask(server, "/account", anns)).text).toContain("Ann Private");
      await expect
        .poll(async () => (await ask(server, "/api/sessions", bens)).status, "the copy ends, too")
        .toBe(401);
      const database = createClient({ url: scene.url });
      await expect
        .poll(async () => (await database.execute("select 1 from sessions")).rows.length)
        .toBe(1);
      tell({
        what: `Database: ${what}`,
        load: "one guest, two members",
        tried: `${shopPages.length * 2} shop pages, ${memberPages.length} members' pages, cart, login, logout`,
        lost: `0; slowest answer ${(slowest / 1000).toFixed(1)} s, a guest's ${(guests / 1000).toFixed(1)} s`,
      });
    } finally {
      await server.stop();
      await scene.end();
    }
  });
}

test("while another process writes for long, members read on, nobody waits for them, and logging out holds at once", async () => {
  const server = await startServer({
    env: { DATABASE_URL: `file:${test.info().outputPath("busy.db")}` },
  });
  const database = createClient({ url: server.databaseUrl });
  try {
    const [ann, ben] = [
      await addPerson(server.databaseUrl, "Ann"),
      await addPerson(server.databaseUrl, "Ben"),
    ];
    const [anns, bens] = await Promise.all(
      [ann, ben].map((person) => sealedSession(server, recordOf(person))),
    );
    await ask(server, "/account", anns);
    const writer = await database.transaction("write");
    const body = JSON.stringify({ email: ann.email, password: ann.password });
    const waiting = ask(server, "/api/login", "", { method: "POST", body });
    const [guests, read] = [await expectGuestsAsEver(server), await ask(server, "/account", anns)];
    expect([read.status, read.text.includes(ann.email)]).toEqual([200, true]);
    const login = await waiting;
    expect([login.status, login.time < BOUND]).toEqual([503, true]);
    const { time: out } = await logOut(server, bens ?? "");
    expect((await ask(server, "/api/sessions", bens)).status, "here it is over already").toBe(401);
    expect(
      Math.max(guests, read.time),
      "the thread that serves everybody did not wait",
    ).toBeLessThan(BOUND / 2);
    await writer.commit();
    const rows = async () => (await database.execute("select 1 from sessions")).rows.length;
    await expect.poll(rows, { timeout: 10_000 }).toBe(1);
    expect((await ask(server, "/api/login", "", { method: "POST", body })).status).toBe(200);
    tell({
      what: "Database: a file that another process is writing to",
      load: "one guest, two members",
      tried: "shop pages, cart, a member's page, login, logout",
      lost: `0; logout after ${(out / 1000).toFixed(1)} s, a guest's page after at most ${(guests / 1000).toFixed(1)} s`,
    });
  } finally {
    database.close();
    await server.stop();
  }
});

test("a server that starts while its database file is locked serves the shop, and the members once it is free", async () => {
  const url = `file:${test.info().outputPath("locked.db")}`;
  const ann = await addPerson(url, "Ann Private");
  const owner = createClient({ url });
  await owner.executeMultiple(
    "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE users SET name = name; COMMIT",
  );
  const server = await startServer({ env: { DATABASE_URL: url } });
  try {
    const anns = await sealedSession(server, recordOf(ann));
    const guests = await expectGuestsAsEver(server);
    const members = await Promise.all(memberPages.map((path) => ask(server, path, anns)));
    expect(members.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect((await ask(server, "/api/health")).status).toBe(503);
    const slowest = Math.max(...members.map(({ time }) => time));
    expect(slowest).toBeLessThan(BOUND);
    await owner.executeMultiple("PRAGMA locking_mode = NORMAL; SELECT 1 FROM users");
    expect((await ask(server, "/account", anns)).text).toContain("Ann Private");
    tell({
      what: "Database: a file that is locked when the server starts",
      load: "one guest, one member",
      tried: "shop pages, cart, members' pages",
      lost: `0; slowest answer ${(slowest / 1000).toFixed(1)} s, a guest's ${(guests / 1000).toFixed(1)} s`,
    });
  } finally {
    owner.close();
    await server.stop();
  }
});
