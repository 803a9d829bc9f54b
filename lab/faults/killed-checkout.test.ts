import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { startServer } from "../../tests/support/server";
import { setStock } from "../../tests/support/stock";
import { expectBooksInOrder } from "./books";
import { browser, program, type Bell } from "./buyers";
import { seed, times } from "./effort";
import { tell } from "./table";

const STOCKED = { p01: 100_000, p02: 100_000, p03: 100_000 };

/** When the blow falls: so many milliseconds after so many orders have been sent. */
const moment = fc.tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 0, max: 15 }));

test("the server is killed while people check out, and every order it had acknowledged is there, whole, once", async () => {
  const rounds = times(5, 100);
  test.setTimeout(times(180_000, 1_800_000));
  const env = {
    SESSION_SECRET: randomBytes(32).toString("base64url"),
    DATABASE_URL: `file:${test.info().outputPath("shop.db")}`,
  };
  let server = await startServer({ env });
  const { port } = server;
  try {
    await setStock(server, STOCKED);
    const products = Object.keys(STOCKED);
    const bell: Bell = new EventEmitter();
    const programs = await Promise.all(
      ["Ann", "Ben", "Cat", "Dan"].map((name) => program(server, name, products, bell)),
    );
    const browsers = await Promise.all(
      ["Eve", "Fay"].map((name) => browser(server, name, products, bell)),
    );
    const buyers = [...programs, ...browsers];
    const total = { orders: 0, untold: 0, interrupted: 0 };
    for (const [round, [orders, after]] of fc.sample(moment, { numRuns: rounds, seed }).entries()) {
      // Programs are quicker: every other time, the blow is for people who look at pages.
      const here = round % 2 ? browsers : buyers;
      const everybody = Promise.all(here.map(({ buy }) => buy(server)));
      for (let sent = 0; sent < orders; sent++)
        await Promise.race([once(bell, "order"), everybody]);
      await sleep(after);
      await server.kill("SIGKILL");
      expect(await everybody).toEqual(here.map(() => "cut off"));
      await server.stop();
      server = await startServer({ env, port });
      const found = await expectBooksInOrder(server, buyers, STOCKED);
      total.untold += found.untold;
      for (const { again, orderBy, tries } of buyers) {
        const last = tries.at(-1);
        if (!last) continue;
        if (!last.order) {
          total.interrupted++;
          await again(server);
        }
        const repeated = await orderBy(server, last.key);
        expect(
          [repeated.status, ((await repeated.json()) as { id: string }).id],
          "the same key is the same order",
        ).toEqual([201, last.order]);
      }
      total.orders = (await expectBooksInOrder(server, buyers, STOCKED)).orders;
    }
    expect(total.orders).toBeGreaterThan(rounds);
    for (const { tries } of buyers)
      expect(tries.length, "everybody has ordered").toBeGreaterThan(0);
    expect(total.interrupted, "the blow fell in the midst of orders").toBeGreaterThan(0);
    tell({
      what: "Checkout: the server is killed with -9",
      load: "4 programs and 2 browsers, or the browsers alone, that buy all the time",
      tried: `${rounds} times (seed ${seed}); ${total.orders} orders, ${total.interrupted} of them interrupted`,
      lost: `0 orders, 0 lines, 0 of the stock, 0 twice; ${total.untold} had been placed without an answer`,
    });
  } finally {
    await server.stop();
  }
});
