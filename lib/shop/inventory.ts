import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheLife } from "next/cache";
import { products } from "./catalogue";
import { readStock } from "./stock";

/** How old the displayed stock may be, in milliseconds. `placeOrder()` reads it again. */
const MAX_AGE = 3000;

/** How long a page waits for the stock, in milliseconds: it can be shown without. */
const MAX_WAIT = 250;

/** A lower stock is shown. */
const LOW_STOCK = 10;

/** Remaining stock if it is low, 0 if sold out, otherwise null. */
export type StockLevel = number | null;

let stock: ReadonlyMap<string, number> = new Map();
let readAt = -Infinity;
let reading: Promise<void> | null = null;

async function read(): Promise<void> {
  try {
    stock = await readStock(products.map(({ id }) => id));
  } finally {
    readAt = performance.now();
    reading = null;
  }
}

/** The stock of a product, at most a few seconds old. */
export async function getStockLevel(productId: string): Promise<StockLevel> {
  if (performance.now() - readAt > MAX_AGE)
    await Promise.race([(reading ??= read()), sleep(MAX_WAIT, undefined, { ref: false })]);
  const left = stock.get(productId);
  return left !== undefined && left < LOW_STOCK ? left : null;
}

/**
 * The products that are sold out, for pages that are the same for every visitor. Revalidated in the background, at most
 * every 30 seconds; a browser keeps a prefetched page for five minutes. The build has no database.
 */
export async function getSoldOutIds(): Promise<readonly string[]> {
  "use cache";
  cacheLife({ stale: 300, revalidate: 30, expire: 86_400 });
  if (process.env.NEXT_PHASE === "phase-production-build") return [];
  await read();
  return [...stock].flatMap(([id, left]) => (left === 0 ? [id] : []));
}
