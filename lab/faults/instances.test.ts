import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { SESSION_COOKIE, type Server } from "../../tests/fixtures";
import { startServer } from "../../tests/support/server";
import { faketimePath, nginxPath } from "../support/debian";
import { startLoad, type Load, type Tally } from "../support/load";
import { startNginx } from "../support/nginx";
import { reportFault } from "./fault-report";
import { scaled } from "./test-scale";

const nginx = nginxPath();
const USERS = scaled(2, 5);
/** How much load there is between two faults, in rounds of each virtual user. */
const ROUNDS = scaled(1, 4);

const newSecret = (): string => randomBytes(32).toString("base64url");

type Settings = Readonly<Record<string, string>>;
type Restart = Readonly<{ signal: "SIGKILL" | "SIGTERM"; load: Load; changes?: Settings }>;

/**
 * Two instances with one database behind nginx.
 * @param commands what each instance is started with, such as another clock
 */
async function startInstances(env: Settings = {}, commands: readonly string[][] = [[], []]) {
  const secret = newSecret();
  const DATABASE_URL = `file:${test.info().outputPath("test.db")}`;
  const shared = { SESSION_SECRET: secret, DATABASE_URL, ...env, TRUSTED_PROXIES: "1" };
  const start = (index: number, changes: Settings = {}, port?: number): Promise<Server> =>
    startServer({ env: { ...shared, ...changes }, under: commands[index], port });
  const servers = [await start(0), await start(1)];
  const ports = servers.map(({ port }) => port);
  const proxy = await startNginx(nginx ?? "", test.info().outputPath("nginx"), ports);
  return {
    origin: proxy.origin,
    secret,
    servers,
    /** Ends one instance and starts it again on its port. */
    restart: async (index: number, { signal, load, changes }: Restart): Promise<void> => {
      const old = servers[index] as Server;
      await old.kill(signal);
      // After a crash, the other instance is alone for a while.
      if (signal === "SIGKILL") await load.rounds(ROUNDS);
      servers[index] = await start(index, changes, old.port);
      await old.stop();
    },
    stop: async (): Promise<void> => {
      await proxy.stop();
      for (const server of servers) await server.stop();
    },
  };
}

/** Stops the load, expects no loss and adds a row to the report. */
async function expectNoLoss(load: Load, fault: string, times: string): Promise<Tally> {
  const tally = await load.stop();
  expect(tally).toMatchObject({ logouts: [], flashes: [], failures: [] });
  reportFault({
    fault,
    load: `${USERS} users and ${USERS} guests, all the time`,
    attempts: `${times}${tally.pages} pages, ${tally.actions} actions`,
    lost: "0 logouts, 0 messages, 0 failed actions",
  });
  return tally;
}

test.describe("two instances behind nginx", () => {
  test.skip(!nginx, "nginx is missing and could not be installed: run as root on Debian");
  test.describe.configure({ timeout: scaled(120_000, 900_000) });

  for (const [signal, fault] of [
    ["SIGKILL", "kill -9 of one of two instances"],
    ["SIGTERM", "SIGTERM to one of two instances"],
  ] as const) {
    test(`${fault} under load loses no session, message or action`, async () => {
      const instances = await startInstances();
      try {
        const load = await startLoad(instances.origin, USERS);
        const repeats = scaled(1, 10);
        for (let repeat = 0; repeat < repeats; repeat++) {
          for (const index of [0, 1]) {
            await load.rounds(ROUNDS);
            await instances.restart(index, { signal, load });
          }
        }
        await load.rounds(ROUNDS);
        const tally = await expectNoLoss(load, fault, `${repeats * 2} times; `);
        expect(tally.actions).toBeGreaterThan(scaled(10, 100));
      } finally {
        await instances.stop();
      }
    });
  }

  test("rotating the secret instance by instance, and dropping the old one, logs no one out", async () => {
    // With this timeout a session is renewed after two seconds.
    const instances = await startInstances({ SESSION_IDLE_TIMEOUT: "20s" });
    const [old, next] = [instances.secret, newSecret()];
    try {
      const load = await startLoad(instances.origin, USERS);
      const sessions = () => load.cookies().map((cookies) => cookies.get(SESSION_COOKIE));
      const rotate = async (...secrets: string[]): Promise<void> => {
        const changes = { SESSION_SECRET: secrets.join(",") };
        for (const index of [0, 1])
          await instances.restart(index, { signal: "SIGTERM", load, changes });
        await load.rounds(ROUNDS);
      };
      await rotate(old, next);
      await rotate(next, old);
      await rotate(old, next);
      await rotate(next, old);
      // The old secret can be dropped once every session and every cart is sealed with the new one.
      const sealedBefore = sessions();
      await expect
        .poll(() => sessions().filter((session, user) => session === sealedBefore[user]))
        .toEqual([]);
      await load.rounds(1);
      await rotate(next);
      const fault = "SESSION_SECRET rotated one by one, back and forth, and the old one dropped";
      await expectNoLoss(load, fault, "10 restarts; ");
    } finally {
      await instances.stop();
    }
  });

  test("clocks two minutes apart log no one out", async () => {
    const faketime = faketimePath();
    test.skip(!faketime, "libfaketime is missing and could not be installed");
    const withOffset = (seconds: string) => [
      "env",
      `LD_PRELOAD=${faketime}`,
      `FAKETIME=${seconds}`,
      "FAKETIME_DONT_FAKE_MONOTONIC=1",
    ];
    const clocks = [withOffset("-60"), withOffset("+60")];
    const instances = await startInstances({ SESSION_IDLE_TIMEOUT: "3m" }, clocks);
    try {
      const dates = await Promise.all(
        instances.servers.map(async ({ origin }) =>
          Date.parse((await fetch(origin)).headers.get("date") ?? ""),
        ),
      );
      expect(Math.abs((dates[1] ?? 0) - (dates[0] ?? 0) - 120_000)).toBeLessThan(5000);
      const load = await startLoad(instances.origin, USERS);
      await load.rounds(scaled(3, 40));
      await expectNoLoss(load, "Clocks of two instances at −60 s and +60 s", "");
    } finally {
      await instances.stop();
    }
  });
});
