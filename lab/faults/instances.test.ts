import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import type { Server } from "../../tests/fixtures";
import { gather, type Tally } from "../support/load";
import { startDatabase } from "../../tests/support/database";
import { faketimePath, nginxPath } from "../support/debian";
import { startNginx } from "../support/nginx";
import { startServer } from "../../tests/support/server";
import { times } from "./effort";
import { tell } from "./table";

const nginx = nginxPath();
const CROWD = times(2, 5);
/** How long a crowd is watched between two blows, in milliseconds. */
const WATCH = times(1000, 4000);

const newSecret = (): string => randomBytes(32).toString("base64url");

/** Two instances on one database, behind nginx, and a way to replace each. */
async function startPair(
  env: Record<string, string> = {},
  under: readonly (readonly string[])[] = [[], []],
) {
  const folder = test.info().outputPath("pair");
  const database = await startDatabase(test.info().outputPath());
  const common = { SESSION_SECRET: newSecret(), ...database.env, ...env, TRUSTED_PROXIES: "1" };
  const start = (
    place: number,
    changes: Record<string, string> = {},
    port?: number,
  ): Promise<Server> => startServer({ env: { ...common, ...changes }, under: under[place], port });
  const servers = [await start(0), await start(1)];
  const proxy = await startNginx(
    nginx ?? "",
    folder,
    servers.map(({ port }) => port),
  );
  return {
    origin: proxy.origin,
    secret: common.SESSION_SECRET,
    servers,
    /** Ends one and starts it anew on its port. */
    replace: async (
      place: number,
      signal: "SIGKILL" | "SIGTERM",
      changes: Record<string, string> = {},
    ): Promise<void> => {
      const before = servers[place] as Server;
      await before.kill(signal);
      if (signal === "SIGKILL") await sleep(WATCH);
      servers[place] = await start(place, changes, before.port);
      await before.stop();
    },
    stop: async (): Promise<void> => {
      await proxy.stop();
      for (const server of servers) await server.stop();
      await database.stop();
    },
  };
}

const nothingLost = { logouts: [], flashes: [], failures: [] };
const figures = ({ pages, actions }: Tally): string => `${pages} pages, ${actions} actions`;
const load = `${CROWD} members and ${CROWD} guests, all the time`;
const NOTHING = "0 logouts, 0 messages, 0 failed actions";

test.describe("two instances behind nginx", () => {
  test.skip(
    !nginx,
    "There is no nginx here, and none could be installed: run this as root on Debian, or install nginx.",
  );
  test.describe.configure({ timeout: times(120_000, 900_000) });

  for (const [signal, how] of [
    ["SIGKILL", "killed with -9"],
    ["SIGTERM", "ended with SIGTERM"],
  ] as const) {
    test(`one of them is ${how} and started again, under load, and nobody loses anything`, async () => {
      const pair = await startPair();
      try {
        const crowd = await gather(pair.origin, CROWD);
        const rounds = times(1, 10);
        for (let round = 0; round < rounds; round++) {
          for (const place of [0, 1]) {
            await sleep(WATCH);
            await pair.replace(place, signal);
          }
        }
        await sleep(WATCH);
        const tally = await crowd.leave();
        expect(tally).toMatchObject(nothingLost);
        expect(tally.actions).toBeGreaterThan(times(10, 100));
        tell({
          what: `Instances: one of two is ${how}`,
          load,
          tried: `${rounds * 2} times; ${figures(tally)}`,
          lost: NOTHING,
        });
      } finally {
        await pair.stop();
      }
    });
  }

  test("the secret is rotated instance by instance and back again, the old one is dropped, and nobody is logged out", async () => {
    // Sessions that are renewed as quickly as the crowd looks: the old secret has then had its day within seconds.
    const pair = await startPair({ SESSION_IDLE_TIMEOUT: "20s" });
    const [old, young] = [pair.secret, newSecret()];
    try {
      const crowd = await gather(pair.origin, CROWD);
      const steps = [[old, young], [young, old], [old, young], [young, old], [young]];
      for (const list of steps) {
        for (const place of [0, 1])
          await pair.replace(place, "SIGTERM", { SESSION_SECRET: list.join(",") });
        // Before the old one is dropped, whoever is still here has been given a cookie by the new one.
        await sleep(list === steps.at(-2) ? 6000 : WATCH);
      }
      const tally = await crowd.leave();
      expect(tally).toMatchObject(nothingLost);
      tell({
        what: "Instances: SESSION_SECRET rotated one by one, back, forth again, the old one dropped",
        load,
        tried: `10 restarts; ${figures(tally)}`,
        lost: NOTHING,
      });
    } finally {
      await pair.stop();
    }
  });

  test("their clocks are two minutes apart, and nobody is logged out", async () => {
    const faketime = faketimePath();
    test.skip(!faketime, "There is no libfaketime here, and none could be installed.");
    const offset = (seconds: string) => [
      "env",
      `LD_PRELOAD=${faketime}`,
      `FAKETIME=${seconds}`,
      "FAKETIME_DONT_FAKE_MONOTONIC=1",
    ];
    const pair = await startPair({ SESSION_IDLE_TIMEOUT: "3m" }, [offset("-60"), offset("+60")]);
    try {
      const clocks = await Promise.all(
        pair.servers.map(async ({ origin }) =>
          Date.parse((await fetch(origin)).headers.get("date") ?? ""),
        ),
      );
      expect(Math.abs((clocks[1] ?? 0) - (clocks[0] ?? 0) - 120_000)).toBeLessThan(5000);
      const crowd = await gather(pair.origin, CROWD);
      await sleep(times(4000, 60_000));
      const tally = await crowd.leave();
      expect(tally).toMatchObject(nothingLost);
      tell({
        what: "Instances: clocks at −60 s and +60 s",
        load,
        tried: figures(tally),
        lost: NOTHING,
      });
    } finally {
      await pair.stop();
    }
  });
});
