import "server-only";
import { lte, sql } from "drizzle-orm";
import { db } from "../db/client";
import { nowInSeconds } from "../session/sealed-cookie";
import { MAX_QUANTITY } from "./cart";
import { cartCookie } from "./cart-cookie";
import { dropGuestCart, readGuestCart } from "./guest-cart";
import { cartLines, mergedCarts } from "./schema";

/**
 * Adds this browser's cart to the member's: quantities add up, to the limit per line. Each cart is added once, even when
 * two tabs log in at the same time. The cookie goes last: until the lines are safe, the browser keeps them.
 * @returns how many things came along
 */
export async function mergeGuestCart(userId: string): Promise<number> {
  const cart = await readGuestCart();
  if (!cart?.lines.length) return 0;
  const database = await db();
  const now = nowInSeconds();
  const lines = sql.join(
    cart.lines.map(([productId, quantity]) => sql`(${productId}, ${quantity})`),
    sql`, `,
  );
  const notYet = sql`not exists (select 1 from ${mergedCarts} where id = ${cart.id})`;
  const [, , claimed] = await database.batch([
    database.delete(mergedCarts).where(lte(mergedCarts.mergedAt, now - cartCookie.lifetime)),
    database
      .insert(cartLines)
      .select(sql`select ${userId}, column1, column2 from (values ${lines}) where ${notYet}`)
      .onConflictDoUpdate({
        target: [cartLines.userId, cartLines.productId],
        set: { quantity: sql`min(${MAX_QUANTITY}, ${cartLines.quantity} + excluded.quantity)` },
      }),
    database
      .insert(mergedCarts)
      .values({ id: cart.id, mergedAt: now })
      .onConflictDoNothing()
      .returning({ id: mergedCarts.id }),
  ]);
  await dropGuestCart();
  return claimed.length ? cart.lines.reduce((sum, [, quantity]) => sum + quantity, 0) : 0;
}
