import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { db, prepared } from "../db/client";
import {
  addLine,
  CartLimitError,
  MAX_QUANTITY,
  setLine,
  TOO_MANY,
  type CartLines,
  type CartStore,
} from "./cart";
import { cartLines } from "./schema";

const linesOf = prepared((database) => {
  const { userId, productId, quantity } = cartLines;
  const lines = database
    .select({ productId, quantity })
    .from(cartLines)
    .where(eq(userId, sql.placeholder("userId")));
  return lines.orderBy(asc(sql`rowid`)).prepare();
});

/** A user's cart, the same on every device. Each change is one statement, so two at once both count. */
export function userCart(userId: string): CartStore {
  const line = (productId: string) =>
    and(eq(cartLines.userId, userId), eq(cartLines.productId, productId));
  const read = async (): Promise<CartLines> => {
    const rows = await (await linesOf()).execute({ userId });
    return rows.map((row) => [row.productId, row.quantity] as const);
  };
  return {
    read,
    add: async (productId, quantity) => {
      addLine([], productId, quantity);
      const sum = sql`${cartLines.quantity} + ${quantity}`;
      const database = await db();
      const added = await database
        .insert(cartLines)
        .values({ userId, productId, quantity })
        .onConflictDoUpdate({
          target: [cartLines.userId, cartLines.productId],
          set: { quantity: sum },
          setWhere: sql`${sum} <= ${MAX_QUANTITY}`,
        })
        .returning({ productId: cartLines.productId });
      if (!added.length) throw new CartLimitError(TOO_MANY);
      return read();
    },
    set: async (productId, quantity) => {
      const database = await db();
      if (!setLine([], productId, quantity).length)
        await database.delete(cartLines).where(line(productId));
      else {
        await database
          .insert(cartLines)
          .values({ userId, productId, quantity })
          .onConflictDoUpdate({
            target: [cartLines.userId, cartLines.productId],
            set: { quantity },
          });
      }
      return read();
    },
    empty: async () => {
      await (await db()).delete(cartLines).where(eq(cartLines.userId, userId));
      return [];
    },
  };
}
