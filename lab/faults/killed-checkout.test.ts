import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { startServer, type Server } from "../../tests/support/server";
import { setStock } from "../../tests/support/stock";
import { reportFault } from "./fault-report";
import { expectConsistentOrders } from "./order-ledger";
import { newApiShopper, newPageShopper, type OrderEvents, type Shopper } from "./shoppers";
import { scaled, seed } from "./test-scale";

const INITIAL_STOCK = { p01: 100_000, p02: 100_000, p03: 100_000 };

/** When to kill the server: after this many orders, plus a delay in milliseconds. */
const killTimes = fc.record({
  orders: fc.integer({ min: 2, max: 8 }),
  milliseconds: fc.integer({ min: 0, max: 15 }),
});

/** Repeats each shopper's last order. Returns how many of them had no response before. */
async function repeatLastOrders(server: Server, shoppers: readonly Shopper[]): Promise<number> {
  let interrupted = 0;
  for (const { repeatLast, orderWithKey, attempts } of shoppers) {
    const last = attempts.at(-1);
    if (!last) continue;
    if (!last.orderId) {
      interrupted++;
      await repeatLast(server);
    }
    const repeated = await orderWithKey(server, last.key);
    const { id } = (await repeated.json()) as { id: string };
    expect([repeated.status, id], "the same key is the same order").toEqual([201, last.orderId]);
  }
  return interrupted;
}

test("kill -9 during checkout: every acknowledged order is stored completely, once", async () => {
  const rounds = scaled(5, 100);
  test.setTimeout(scaled(180_000, 1_800_000));
  const env = {
    SESSION_SECRET: randomBytes(32).toString("base64url"),
    DATABASE_URL: `file:${test.info().outputPath("shop.db")}`,
  };
  let server = await startServer({ env });
  const { port } = server;
  try {
    await setStock(server, INITIAL_STOCK);
    const events: OrderEvents = new EventEmitter();
    const options = { products: Object.keys(INITIAL_STOCK), events };
    const apiShoppers = await Promise.all(
      ["Ann", "Ben", "Cat", "Dan"].map((name) => newApiShopper(server, { name, ...options })),
    );
    const pageShoppers = await Promise.all(
      ["Eve", "Fay"].map((name) => newPageShopper(server, { name, ...options })),
    );
    const shoppers = [...apiShoppers, ...pageShoppers];
    let [orders, interrupted, unacknowledged] = [0, 0, 0];
    for (const [round, kill] of fc.sample(killTimes, { numRuns: rounds, seed }).entries()) {
      // Handlers are faster than pages: every other round is for the pages alone.
      const active = round % 2 ? pageShoppers : shoppers;
      const stopped = Promise.all(active.map(({ shop }) => shop(server)));
      for (let sent = 0; sent < kill.orders; sent++)
        await Promise.race([once(events, "order"), stopped]);
      await delay(kill.milliseconds);
      await server.kill("SIGKILL");
      expect(await stopped).toEqual(active.map(() => "disconnected"));
      await server.stop();
      server = await startServer({ env, port });
      const found = await expectConsistentOrders(server, shoppers, INITIAL_STOCK);
      unacknowledged += found.unacknowledged;
      interrupted += await repeatLastOrders(server, shoppers);
      orders = (await expectConsistentOrders(server, shoppers, INITIAL_STOCK)).orders;
    }
    expect(orders).toBeGreaterThan(rounds);
    for (const { attempts } of shoppers) expect(attempts.length).toBeGreaterThan(0);
    expect(interrupted, "orders were interrupted").toBeGreaterThan(0);
    reportFault({
      fault: "kill -9 during checkout",
      load: "4 JSON clients and 2 browsers, or the browsers alone, ordering all the time",
      attempts: `${rounds} times (seed ${seed}); ${orders} orders, ${interrupted} interrupted`,
      lost: `0 orders, 0 lines, 0 stock, 0 duplicates; ${unacknowledged} stored without a response`,
    });
  } finally {
    await server.stop();
  }
});
