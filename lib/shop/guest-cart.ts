import "server-only";
import * as z from "zod";
import { deleteCookie, inTurn, readCookie, writeCookie } from "../session/jar";
import type { SealedCookie } from "../session/sealed-cookie";
import { addLine, setLine, type CartLines } from "./cart";

const lines = z.array(z.tuple([z.string(), z.number().int().positive()]));

/** A guest's cart: pairs rather than objects, so that 60 lines take about 1,300 of a cookie's 4,096 bytes. */
const cartCookie: SealedCookie<CartLines> = {
  name: "cart",
  purpose: "cart",
  version: 1,
  schema: lines,
  lifetime: 30 * 86_400,
};

/** What lies in this browser's cart. */
export async function readCart(): Promise<CartLines> {
  return (await readCookie(cartCookie)) ?? [];
}

function changeCart(change: (lines: CartLines) => CartLines): Promise<CartLines> {
  return inTurn(async () => {
    const next = change(await readCart());
    if (next.length) await writeCookie(cartCookie, next);
    else await deleteCookie(cartCookie);
    return next;
  });
}

/** @throws CartLimitError when no more fits; the cart stays as it was */
export const addToCart = (productId: string, quantity: number) =>
  changeCart((cart) => addLine(cart, productId, quantity));

/** @throws CartLimitError when there are too many; the cart stays as it was */
export const setQuantity = (productId: string, quantity: number) =>
  changeCart((cart) => setLine(cart, productId, quantity));

export const emptyCart = () => changeCart(() => []);
