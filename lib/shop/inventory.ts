import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { products, type Product } from "./catalogue";
import { readStock } from "./stock";
import type { Stock } from "./shortage";

/** How old the displayed stock may be, in milliseconds. `placeOrder()` reads it again. */
const MAX_AGE = 3000;

/** How long a page waits for the stock, in milliseconds: it can be shown without. */
const MAX_WAIT = 250;

/** A lower stock is shown. */
const LOW_STOCK = 10;

/** Remaining stock if it is low, 0 if sold out, otherwise null. */
export type StockLevel = number | null;

let stock: Stock = new Map();
let readAt = -Infinity;
let reading: Promise<void> | null = null;

async function read(): Promise<void> {
  try {
    stock = (await readStock(products.map(({ id }) => id))) ?? stock;
  } finally {
    readAt = performance.now();
    reading = null;
  }
}

/** The stock, at most a few seconds old: read once for all visitors. */
async function currentStock(): Promise<Stock> {
  if (performance.now() - readAt > MAX_AGE)
    await Promise.race([(reading ??= read()), sleep(MAX_WAIT, undefined, { ref: false })]);
  return stock;
}

/** The stock of a product, for its page. */
export async function getStockLevel(productId: string): Promise<StockLevel> {
  const left = (await currentStock()).get(productId);
  return left !== undefined && left < LOW_STOCK ? left : null;
}

/** The products that are sold out. */
export async function getSoldOut(): Promise<Product[]> {
  const current = await currentStock();
  return products.filter(({ id }) => current.get(id) === 0);
}
