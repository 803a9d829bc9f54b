import "server-only";
import { eq, lte, sql } from "drizzle-orm";
import { db } from "../db/client";
import { users } from "../db/schema";
import { nowInSeconds } from "../duration";
import { cookieStore } from "../session/cookie-store";
import { MAX_QUANTITY } from "./cart";
import { cartCookie } from "./cart-cookie";
import { cartLines, mergedCarts } from "./schema";

/**
 * Adds this browser's guest cart to the user's cart, up to the limit per line. Each guest cart is added once, even when
 * two tabs log in at once. The cookie is deleted last: until the lines are stored, the browser keeps them.
 * @returns how many items were added
 */
export async function mergeGuestCart(userId: string): Promise<number> {
  const cart = await cookieStore.read(cartCookie);
  if (!cart?.lines.length) return 0;
  const database = await db();
  const now = nowInSeconds();
  const lines = sql.join(
    cart.lines.map(([productId, quantity]) => sql`(${productId}, ${quantity})`),
    sql`, `,
  );
  const notYet = sql`not exists (select 1 from ${mergedCarts} where id = ${cart.id})`;
  // The account can be deleted while its user logs in. The browser then keeps its cart.
  const isUser = sql`exists (select 1 from ${users} where ${users.id} = ${userId})`;
  const [, , claimed, found] = await database.batch([
    database.delete(mergedCarts).where(lte(mergedCarts.mergedAt, now - cartCookie.lifetime)),
    database
      .insert(cartLines)
      .select(
        sql`select ${userId}, column1, column2 from (values ${lines}) where ${notYet} and ${isUser}`,
      )
      .onConflictDoUpdate({
        target: [cartLines.userId, cartLines.productId],
        set: { quantity: sql`min(${MAX_QUANTITY}, ${cartLines.quantity} + excluded.quantity)` },
      }),
    database
      .insert(mergedCarts)
      .select(sql`select ${cart.id}, ${now} where ${isUser}`)
      .onConflictDoNothing()
      .returning({ id: mergedCarts.id }),
    database.select({ id: users.id }).from(users).where(eq(users.id, userId)),
  ]);
  if (!found.length) return 0;
  await cookieStore.delete(cartCookie);
  return claimed.length ? cart.lines.reduce((sum, [, quantity]) => sum + quantity, 0) : 0;
}
