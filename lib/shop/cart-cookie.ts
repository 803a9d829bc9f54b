import * as z from "zod";
import type { SealedCookie } from "../session/sealed-cookie";
import { MAX_QUANTITY, type CartLines } from "./cart";

/** A guest's cart. Its id makes sure that two logins with the same cookie add its lines once. */
export type GuestCart = Readonly<{ id: string; lines: CartLines }>;

type SealedCart = [id: string, lines: [productId: string, quantity: number][]];

const line = z.tuple([z.string(), z.int().min(1).max(MAX_QUANTITY)]);

/** Lists rather than objects, so that 60 lines take about 1,300 of a cookie's 4,096 bytes. */
export const cartCookie: SealedCookie<GuestCart> = {
  name: "cart",
  purpose: "cart",
  version: 1,
  schema: z.codec(z.tuple([z.string().min(1), z.array(line)]), z.custom<GuestCart>(), {
    decode: ([id, lines]) => ({ id, lines }),
    encode: ({ id, lines }): SealedCart => [
      id,
      lines.map(([productId, quantity]) => [productId, quantity]),
    ],
  }),
  lifetime: 30 * 86_400,
};
