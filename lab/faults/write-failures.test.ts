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
import {
  commandWithoutOverride,
  hasPrlimit,
  limitFileSize,
  mountDisk,
  setWritable,
  unlimitFileSize,
} from "./disks";
import { reportFault } from "./fault-report";

const STOCKED = { p04: 10_000, p05: 10_000, p06: 10_000 };

/** A database that can be made to refuse writes. `url` opens it for the test. */
type StorageFault = Readonly<{
  url: string;
  env: Record<string, string>;
  /** The status of users' pages during the fault. */
  userStatus: 200 | 503;
  /** Begins the fault. Returns another server if a restart is needed. */
  begin: (server: Server) => Promise<Server | void> | Server | void;
  repair: (server: Server) => Promise<void> | void;
  cleanUp: () => Promise<void> | void;
}>;

function fullDisk(): StorageFault | string {
  const disk = mountDisk();
  if (!disk) return "mounting a disk needs root on Linux";
  const url = `file:${disk.folder}/shop.db`;
  return {
    url,
    env: { DATABASE_URL: url },
    userStatus: 200,
    begin: disk.fill,
    repair: disk.clear,
    cleanUp: disk.end,
  };
}

function fileSizeLimit(): StorageFault | string {
  if (!hasPrlimit) return "prlimit is not available: it is part of Linux";
  const url = `file:${test.info().outputPath("shop.db")}`;
  return {
    url,
    env: { DATABASE_URL: url },
    userStatus: 200,
    begin: ({ pid }) => limitFileSize(pid),
    repair: ({ pid }) => unlimitFileSize(pid),
    cleanUp: () => {},
  };
}

function readOnlyFile(): StorageFault | string {
  const under = commandWithoutOverride();
  if (!under) return "setpriv is not available, and root can write read-only files";
  const folder = test.info().outputPath("database");
  mkdirSync(folder, { recursive: true });
  const env = {
    DATABASE_URL: `file:${folder}/shop.db`,
    SESSION_SECRET: "the secret of both servers of this test",
  };
  return {
    url: env.DATABASE_URL,
    env,
    userStatus: 503,
    begin: async (server) => {
      await server.kill("SIGKILL");
      setWritable(folder, false);
      await server.stop();
      return startServer({ env, under });
    },
    repair: () => setWritable(folder, true),
    cleanUp: () => {},
  };
}

async function writesBlocked(): Promise<StorageFault> {
  const sqld = await startSqld({ folder: test.info().outputPath("sqld") });
  return {
    url: `${sqld.url}?authToken=${sqld.token}`,
    env: { DATABASE_URL: sqld.url, DATABASE_AUTH_TOKEN: sqld.token },
    userStatus: 200,
    begin: () => sqld.blockWrites(true),
    repair: () => sqld.blockWrites(false),
    cleanUp: sqld.stop,
  };
}

const storageFaults: Record<string, () => Promise<StorageFault> | StorageFault | string> = {
  "a full disk": fullDisk,
  "a file size limit": fileSizeLimit,
  "a file that is read-only at startup": readOnlyFile,
  "a database server that refuses writes": writesBlocked,
};

/** Expects that every write through the JSON handlers answers 503 with a message. Returns the number of writes. */
async function expectApiErrors(
  server: Server,
  cookie: string,
  user: { email: string; password: string },
): Promise<number> {
  const signup = {
    name: "Zoe",
    email: "zoe@example.com",
    password: "a long and secret sentence",
  };
  const calls = [
    ["/api/orders", {}, { cookie, "idempotency-key": "kept" }],
    ["/api/cart", { productId: "p04", quantity: 1 }, { cookie }],
    ["/api/login", { email: user.email, password: user.password }, {}],
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

/** Expects the same message in every form. Without a cookie, only the forms for guests are sent. */
async function expectFormErrors(
  server: Server,
  cookie: string,
  user: { email: string; password: string },
): Promise<number> {
  const [signedIn, guest] = [new Visitor(server), new Visitor(server)];
  signedIn.cookies.set(SESSION_COOKIE, cookie.slice(SESSION_COOKIE.length + 1));
  const userForms = [
    [signedIn, "/account", "Save", { name: "New Name" }],
    [signedIn, "/products/fountain-pen", "Add to cart", { quantity: "2" }],
    [signedIn, "/checkout", "Place order", {}],
  ] as const;
  const guestForms = [
    [guest, "/login", "Log in", { email: user.email, password: user.password }],
    [
      guest,
      "/signup",
      "Sign up",
      { name: "Zoe", email: "zoe@example.com", password: "a long and secret sentence" },
    ],
  ] as const;
  const forms = [...(cookie ? userForms : []), ...guestForms];
  for (const [visitor, path, button, fields] of forms) {
    await visitor.get(path);
    const { text, url } = await visitor.submit(button, fields);
    expect(url).toBe(path);
    expect(text).toMatch(/Our database [^<]*Try again soon\./);
  }
  return forms.length;
}

for (const [what, create] of Object.entries(storageFaults)) {
  test(`${what}: guests are unaffected, writes fail with a message, no acknowledged order is lost`, async () => {
    test.setTimeout(120_000);
    const fault = await create();
    if (typeof fault === "string") return test.skip(true, fault);
    let server = await startServer({ env: fault.env });
    try {
      const there = { ...server, databaseUrl: fault.url };
      await setStock(there, STOCKED);
      const ann = await newCustomer(there, "Ann Private", [["p04", 1]]);
      expect((await ann.order("before")).status).toBe(201);
      await ann.add("p05", 2);
      const ben = await addUser(fault.url, "Ben Private");
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
      server = (await fault.begin(server)) ?? server;
      await stopped;

      const guests = await expectGuestsUnaffected(server);
      const pages = await Promise.all(
        userPages.map((path) => timedRequest(server, path, ann.headers.cookie)),
      );
      expect(pages.map(({ status, text }) => [status, text.includes("Ann Private")])).toEqual(
        userPages.map(() => [fault.userStatus, fault.userStatus === 200]),
      );
      expect((await timedRequest(server, "/api/orders", ann.headers.cookie)).status).toBe(
        fault.userStatus,
      );
      const refused = await expectApiErrors(server, ann.headers.cookie, ben);
      const rejected = await expectFormErrors(
        server,
        fault.userStatus === 200 ? ann.headers.cookie : "",
        ben,
      );
      const out = await expectIncompleteLogout(server, bens);
      expect(Math.max(out, guests, ...pages.map(({ time }) => time))).toBeLessThan(
        MAX_RESPONSE_TIME,
      );

      await fault.repair(server);
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
        { databaseUrl: fault.url },
        shoppers,
        STOCKED,
      );
      expect(orders).toBe(acknowledged + 2);
      reportFault({
        fault: `Storage: ${what}`,
        load: "3 JSON clients ordering all the time, a user, a guest",
        attempts: `${refused + rejected} ways to write, pages for users, shop pages, cart, logout`,
        lost: `0 of ${orders} orders; slowest answer ${(Math.max(out, guests) / 1000).toFixed(1)} s; no restart`,
      });
    } finally {
      await server.stop();
      await fault.cleanUp();
    }
  });
}
