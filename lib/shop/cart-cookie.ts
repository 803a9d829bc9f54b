import * as z from "zod";
import type { SealedCookie } from "../session/sealed-cookie";
import { MAX_QUANTITY, type CartLines } from "./cart";

/** A guest's cart: pairs rather than objects, so that 60 lines take about 1,300 of a cookie's 4,096 bytes. */
export const cartCookie: SealedCookie<CartLines> = {
  name: "cart",
  purpose: "cart",
  version: 1,
  schema: z.array(z.tuple([z.string(), z.int().min(1).max(MAX_QUANTITY)])),
  lifetime: 30 * 86_400,
};
