import { mkdirSync } from "node:fs";
import { expect, SESSION_COOKIE, test, type Server } from "../../tests/fixtures";
import { post, recordOf, sealedSession } from "../../tests/support/http";
import { addUser } from "../../tests/support/users";
import { startServer } from "../../tests/support/server";
import { newCustomer } from "../../tests/support/shop";
import { startSqld } from "../support/sqld";
import { setStock } from "../../tests/support/stock";
import { Visitor } from "../support/visitor";
import {
  timedRequest,
  MAX_RESPONSE_TIME,
  expectGuestsUnaffected,
  expectIncompleteLogout,
  userPages,
} from "./outage";
import { expectConsistentOrders } from "./order-ledger";
import { newApiShopper } from "./shoppers";
import { bound, hasLimits, limitFiles, mountDisk, permit, unlimitFiles } from "./disks";
import { reportFault } from "./fault-report";

const STOCKED = { p04: 10_000, p05: 10_000, p06: 10_000 };

/** A place for a database in which nothing can be written for a while. `url` opens it for a test. */
type Scene = Readonly<{
  url: string;
  env: Record<string, string>;
  /** What members' pages answer meanwhile. */
  members: 200 | 503;
  /** From then on nothing can be written. Another server, if that one has to be started anew for it. */
  break: (server: Server) => Promise<Server | void> | Server | void;
  mend: (server: Server) => Promise<void> | void;
  end: () => Promise<void> | void;
}>;

function fullDisk(): Scene | string {
  const disk = mountDisk();
  if (!disk) return "no disk can be mounted here: run this as root on Linux";
  const url = `file:${disk.folder}/shop.db`;
  return {
    url,
    env: { DATABASE_URL: url },
    members: 200,
    break: disk.fill,
    mend: disk.clear,
    end: disk.end,
  };
}

function noRoom(): Scene | string {
  if (!hasLimits) return "there is no prlimit here, which is part of Linux";
  const url = `file:${test.info().outputPath("shop.db")}`;
  return {
    url,
    env: { DATABASE_URL: url },
    members: 200,
    break: ({ pid }) => limitFiles(pid),
    mend: ({ pid }) => unlimitFiles(pid),
    end: () => {},
  };
}

function readOnlyFile(): Scene | string {
  const under = bound();
  if (!under) return "there is no setpriv here, and nothing is read-only for the superuser";
  const folder = test.info().outputPath("database");
  mkdirSync(folder, { recursive: true });
  const env = {
    DATABASE_URL: `file:${folder}/shop.db`,
    SESSION_SECRET: "one of two servers that come one after the other",
  };
  return {
    url: env.DATABASE_URL,
    env,
    members: 503,
    break: async (server) => {
      await server.kill("SIGKILL");
      permit(folder, false);
      await server.stop();
      return startServer({ env, under });
    },
    mend: () => permit(folder, true),
    end: () => {},
  };
}

async function writesBlocked(): Promise<Scene> {
  const sqld = await startSqld({ folder: test.info().outputPath("sqld") });
  return {
    url: `${sqld.url}?authToken=${sqld.token}`,
    env: { DATABASE_URL: sqld.url, DATABASE_AUTH_TOKEN: sqld.token },
    members: 200,
    break: () => sqld.blockWrites(true),
    mend: () => sqld.blockWrites(false),
    end: sqld.stop,
  };
}

const scenes: Record<string, () => Promise<Scene> | Scene | string> = {
  "a disk that is full": fullDisk,
  "a process whose files may not grow": noRoom,
  "a file that may only be read, when the server starts": readOnlyFile,
  "a database server that takes no writes": writesBlocked,
};

/** What a program is told that wants to write: so, in a sentence, and to try again. */
async function expectRefusals(
  server: Server,
  cookie: string,
  person: { email: string; password: string },
): Promise<number> {
  const signup = {
    name: "Zoe",
    email: "zoe@example.com",
    password: "a sentence that nobody guesses",
  };
  const calls = [
    ["/api/orders", {}, { cookie, "idempotency-key": "kept" }],
    ["/api/cart", { productId: "p04", quantity: 1 }, { cookie }],
    ["/api/login", { email: person.email, password: person.password }, {}],
    ["/api/signup", signup, {}],
  ] as const;
  for (const [path, body, headers] of calls) {
    const response = await post(server, path, body, headers);
    expect([path, response.status]).toEqual([path, 503]);
    expect(await response.json()).toEqual({
      error: { code: "unavailable", message: expect.stringMatching(/^Our database .*\.$/) },
    });
  }
  return calls.length;
}

/** What a person is told who fills in a form, a member's where they get to see it: the same sentence, beside what they typed. */
async function expectSentences(
  server: Server,
  cookie: string,
  person: { email: string; password: string },
): Promise<number> {
  const [member, guest] = [new Visitor(server), new Visitor(server)];
  member.cookies.set(SESSION_COOKIE, cookie.slice(SESSION_COOKIE.length + 1));
  const theirs = [
    [member, "/account", "Save", { name: "Somebody Else" }],
    [member, "/products/fountain-pen", "Add to cart", { quantity: "2" }],
    [member, "/checkout", "Place order", {}],
  ] as const;
  const anybodys = [
    [guest, "/login", "Log in", { email: person.email, password: person.password }],
    [
      guest,
      "/signup",
      "Sign up",
      { name: "Zoe", email: "zoe@example.com", password: "a sentence that nobody guesses" },
    ],
  ] as const;
  const forms = [...(cookie ? theirs : []), ...anybodys];
  for (const [visitor, path, button, fields] of forms) {
    await visitor.get(path);
    const { text, url } = await visitor.submit(button, fields);
    expect(url).toBe(path);
    expect(text).toMatch(/Our database [^<]*Try again soon\./);
  }
  return forms.length;
}

for (const [what, set] of Object.entries(scenes)) {
  test(`${what}: guests are unaffected, writes fail with a message, no acknowledged order is lost`, async () => {
    test.setTimeout(120_000);
    const scene = await set();
    if (typeof scene === "string") return test.skip(true, scene);
    let server = await startServer({ env: scene.env });
    try {
      const there = { ...server, databaseUrl: scene.url };
      await setStock(there, STOCKED);
      const ann = await newCustomer(there, "Ann Private", [["p04", 1]]);
      expect((await ann.order("before")).status).toBe(201);
      await ann.add("p05", 2);
      const ben = await addUser(scene.url, "Ben Private");
      const bens = await sealedSession(server, recordOf(ben));
      const shoppers = await Promise.all(
        ["Cat", "Dan", "Eve"].map((name) =>
          newApiShopper(there, { name, products: Object.keys(STOCKED) }),
        ),
      );
      const stopped = Promise.all(shoppers.map(({ shop }) => shop(server)));
      await expect
        .poll(() => Math.min(...shoppers.map(({ attempts }) => attempts.length)), {
          intervals: [20],
        })
        .toBeGreaterThan(2);
      server = (await scene.break(server)) ?? server;
      await stopped;

      const guests = await expectGuestsUnaffected(server);
      const pages = await Promise.all(
        userPages.map((path) => timedRequest(server, path, ann.headers.cookie)),
      );
      expect(pages.map(({ status, text }) => [status, text.includes("Ann Private")])).toEqual(
        userPages.map(() => [scene.members, scene.members === 200]),
      );
      expect((await timedRequest(server, "/api/orders", ann.headers.cookie)).status).toBe(
        scene.members,
      );
      const refused = await expectRefusals(server, ann.headers.cookie, ben);
      const told = await expectSentences(
        server,
        scene.members === 200 ? ann.headers.cookie : "",
        ben,
      );
      const out = await expectIncompleteLogout(server, bens);
      expect(Math.max(out, guests, ...pages.map(({ time }) => time))).toBeLessThan(
        MAX_RESPONSE_TIME,
      );

      await scene.mend(server);
      await expect
        .poll(
          async () =>
            (await post(server, "/api/orders", {}, { ...ann.headers, "idempotency-key": "kept" }))
              .status,
        )
        .toBe(201);
      expect(
        (await post(server, "/api/login", { email: ben.email, password: ben.password })).status,
      ).toBe(200);
      const last = shoppers.filter(({ attempts }) => !attempts.at(-1)?.orderId);
      for (const { repeatLast } of last) await repeatLast(server);
      const acknowledged = shoppers
        .flatMap(({ attempts }) => attempts)
        .filter(({ orderId }) => orderId).length;
      const { orders } = await expectConsistentOrders(
        { databaseUrl: scene.url },
        shoppers,
        STOCKED,
      );
      expect(orders).toBe(acknowledged + 2);
      reportFault({
        fault: `Storage: ${what}`,
        load: "3 JSON clients ordering all the time, a user, a guest",
        attempts: `${refused + told} ways to write, pages for users, shop pages, cart, logout`,
        lost: `0 of ${orders} orders; slowest answer ${(Math.max(out, guests) / 1000).toFixed(1)} s; no restart`,
      });
    } finally {
      await server.stop();
      await scene.end();
    }
  });
}
