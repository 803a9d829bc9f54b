import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { cacheLife } from "next/cache";
import { products } from "./catalogue";
import { readStock } from "./stock";

/** What the shelf shows may be so old, in milliseconds. What counts is asked again when an order is placed. */
const FRESH_FOR = 3000;

/** A page waits no longer than this for the database, in milliseconds: it can be shown and added from without. */
const QUERY_TIMEOUT = 250;

/** Fewer than this are worth saying. */
const FEW = 10;

/** How a product stands on the shelf: so many left, when that is few; 0 is sold out; null when there is nothing to say. */
export type Left = number | null;

let known: ReadonlyMap<string, number> = new Map();
let readAt = -Infinity;
let reading: Promise<void> | null = null;

async function read(): Promise<void> {
  try {
    known = await readStock(products.map(({ id }) => id));
  } finally {
    readAt = performance.now();
    reading = null;
  }
}

/** How many of a product are left, as it was a moment ago. */
export async function getStockLevel(productId: string): Promise<Left> {
  if (performance.now() - readAt > FRESH_FOR)
    await Promise.race([(reading ??= read()), pause(QUERY_TIMEOUT, undefined, { ref: false })]);
  const left = known.get(productId);
  return left !== undefined && left < FEW ? left : null;
}

/**
 * The products that are sold out, for pages that are the same for everybody. They are rendered anew in the background, at
 * most every half minute, and a browser keeps what it fetched ahead of a click for five. The build knows no database.
 */
export async function getSoldOutIds(): Promise<readonly string[]> {
  "use cache";
  cacheLife({ stale: 300, revalidate: 30, expire: 86_400 });
  if (process.env.NEXT_PHASE === "phase-production-build") return [];
  await read();
  return [...known].flatMap(([id, left]) => (left === 0 ? [id] : []));
}
