import "server-only";
import { randomBytes } from "node:crypto";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { countAttempt } from "../auth/rate-limit";
import { db } from "../db/client";
import { nowInSeconds } from "../duration";
import type { Cart, CartLines } from "./cart";
import { CURRENCY, products } from "./catalogue";
import { ordersFrom, selectOrders, type Order } from "./orders";
import { shortages, shortageText, type Shortage, type Stock } from "./shortage";
import { cartLines, orderLines, orders, stock } from "./schema";

/** Orders of one user, repeated submissions included. More is a program that fills the database. */
const orderLimit = { name: "order", points: 120, duration: 3600 };

/** The longest idempotency key, in characters. */
export const MAX_KEY = 200;

/** Why nothing was ordered. The message is for the user; nothing was changed. */
export class OrderRefusal extends Error {
  override name = "OrderRefusal";
  constructor(
    readonly code: "empty_cart" | "sold_out" | "cart_changed",
    message: string,
    readonly shortages: readonly Shortage[] = [],
  ) {
    super(message);
  }
}

/** What the user reviewed before ordering: products, quantities and prices. */
export const cartFingerprint = ({ lines }: Pick<Cart, "lines">): string =>
  lines.map(({ productId, quantity, unitPrice }) => `${productId}:${quantity}:${unitPrice}`).join();

// No characters that look alike (Crockford's base 32), for reading it out on the telephone.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** An order's number, with 60 random bits: “7K2M-9QXT-4F0B”. */
function newNumber(): string {
  const letters = [...randomBytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return letters.join("").replace(/.{4}(?=.)/g, "$&-");
}

const catalogue = JSON.stringify(products.map(({ id, name, price }) => [id, name, price]));

/** The user's cart with names and prices from the catalogue, and the stock. */
const pricedCart = (userId: string) => sql`(
  select cart.product_id, cart.quantity, product.value->>1 as name, product.value->>2 as price, ${stock.available} as available
  from ${cartLines} as cart
  left join json_each(${catalogue}) as product on product.value->>0 = cart.product_id
  left join ${stock} on ${stock.productId} = cart.product_id
  where cart.user_id = ${userId}
  order by cart.rowid
)`;

/**
 * Places an order for the user's cart. The same key places one order, however often it is sent. Runs as one batch, which
 * is one transaction of the database (docs/decisions/10-orders.md).
 * @param key the client's idempotency key, at most `MAX_KEY` characters
 * @param reviewed from `cartFingerprint()`: order only this; empty for whatever is in the cart
 * @returns the order, and whether it had been placed before
 * @throws OrderRefusal when the cart is empty, holds more than is in stock, or is not what the user reviewed;
 * RateLimitError above 120 orders an hour
 */
export async function placeOrder(
  userId: string,
  key: string,
  reviewed = "",
): Promise<{ order: Order; before: boolean }> {
  await countAttempt(orderLimit, userId);
  const database = await db();
  const id = newNumber();
  // The other statements take effect only when the first one has placed this order.
  const isPlaced = sql`exists (select 1 from ${orders} where ${orders.id} = ${id})`;
  const mine = eq(cartLines.userId, userId);
  const inCart = inArray(
    stock.productId,
    database.select({ id: cartLines.productId }).from(cartLines).where(mine),
  );
  const wanted = sql`(select quantity from ${cartLines} where ${mine} and ${cartLines.productId} = ${stock.productId})`;
  const [, , , , rows, lines, left] = await database.batch([
    database
      .insert(orders)
      .select(
        // Not with HAVING: a libSQL server does not understand it without GROUP BY.
        sql`select ${id}, ${userId}, ${key}, ${nowInSeconds()}, total, ${CURRENCY} from (
          select count(*) as things, sum(quantity * price) as total,
            count(*) filter (where price is null or quantity > available) as short,
            group_concat(product_id || ':' || quantity || ':' || price) as content
          from ${pricedCart(userId)}
        ) where things > 0 and short = 0 and ${reviewed} in ('', content)`,
      )
      .onConflictDoNothing({ target: [orders.userId, orders.idempotencyKey] }),
    database
      .insert(orderLines)
      .select(
        sql`select ${id}, product_id, name, price, quantity from ${pricedCart(userId)} where ${isPlaced}`,
      ),
    database
      .update(stock)
      .set({ available: sql`${stock.available} - ${wanted}` })
      .where(and(isPlaced, inCart)),
    database.delete(cartLines).where(and(mine, isPlaced)),
    selectOrders(database, and(eq(orders.userId, userId), eq(orders.idempotencyKey, key))),
    database
      .select()
      .from(cartLines)
      .where(mine)
      .orderBy(asc(sql`rowid`)),
    database.select().from(stock).where(inCart),
  ]);
  const [order] = ordersFrom(rows);
  if (order) return { order, before: order.id !== id };
  throw refusalOf(
    lines.map(({ productId, quantity }) => [productId, quantity]),
    new Map(left.map(({ productId, available }) => [productId, available])),
  );
}

/** The reason, from the cart and the stock as the same batch read them. */
function refusalOf(lines: CartLines, left: Stock): OrderRefusal {
  const short = shortages(lines, left);
  if (!lines.length) return new OrderRefusal("empty_cart", "Your cart is empty.");
  if (short.length) return new OrderRefusal("sold_out", short.map(shortageText).join(" "), short);
  return new OrderRefusal("cart_changed", "Your cart has changed. Check it and order again.");
}
