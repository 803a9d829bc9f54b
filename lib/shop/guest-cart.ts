import "server-only";
import { randomBytes } from "node:crypto";
import { changeCookie, readCookie } from "../session/cookie-store";
import { addLine, setLine, type CartLines } from "./cart";
import { cartCookie, type GuestCart } from "./cart-cookie";
import type { CartStore } from "./cart-store";

const newCart = (): GuestCart => ({ id: randomBytes(9).toString("base64url"), lines: [] });

/** The cart in this browser's cookie. */
export const readGuestCart = (): Promise<GuestCart | null> => readCookie(cartCookie);

/** Deletes the cart from this browser. */
export async function dropGuestCart(): Promise<void> {
  await changeCookie(cartCookie, () => null);
}

async function change(rule: (lines: CartLines) => CartLines): Promise<CartLines> {
  const changed = await changeCookie(cartCookie, (before) => {
    const cart = before ?? newCart();
    const lines = rule(cart.lines);
    return lines.length ? { ...cart, lines } : null;
  });
  return changed?.lines ?? [];
}

/** A guest's cart, in a sealed cookie of its own: it needs no account and no database. */
export const guestCart: CartStore = {
  read: async () => (await readGuestCart())?.lines ?? [],
  add: (productId, quantity) => change((lines) => addLine(lines, productId, quantity)),
  set: (productId, quantity) => change((lines) => setLine(lines, productId, quantity)),
  empty: () => change(() => []),
};
