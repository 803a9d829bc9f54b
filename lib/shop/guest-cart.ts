import "server-only";
import { randomBytes } from "node:crypto";
import { deleteCookie, serializeWrites, readCookie, writeCookie } from "../session/cookie-store";
import { addLine, setLine, type CartLines } from "./cart";
import { cartCookie, type GuestCart } from "./cart-cookie";
import type { CartStore } from "./cart-store";

const newCart = (): GuestCart => ({ id: randomBytes(9).toString("base64url"), lines: [] });

/** The cart in this browser's cookie, if there is one. */
export const readGuestCart = (): Promise<GuestCart | null> => readCookie(cartCookie);

/** Takes the cart out of this browser. */
export const dropGuestCart = (): Promise<void> => serializeWrites(() => deleteCookie(cartCookie));

function change(rule: (lines: CartLines) => CartLines): Promise<CartLines> {
  return serializeWrites(async () => {
    const cart = (await readGuestCart()) ?? newCart();
    const lines = rule(cart.lines);
    if (lines.length) await writeCookie(cartCookie, { ...cart, lines });
    else await deleteCookie(cartCookie);
    return lines;
  });
}

/** A guest's cart: sealed into a cookie of its own, so it needs no account and no database. */
export const guestCart: CartStore = {
  read: async () => (await readGuestCart())?.lines ?? [],
  add: (productId, quantity) => change((lines) => addLine(lines, productId, quantity)),
  set: (productId, quantity) => change((lines) => setLine(lines, productId, quantity)),
  empty: () => change(() => []),
};
