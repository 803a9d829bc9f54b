import "server-only";
import { randomBytes } from "node:crypto";
import { cookieStore } from "../session/cookie-store";
import { addLine, setLine, type CartLines, type CartStore } from "./cart";
import { cartCookie, type GuestCart } from "./cart-cookie";

const newCart = (): GuestCart => ({ id: randomBytes(9).toString("base64url"), lines: [] });

async function change(rule: (lines: CartLines) => CartLines): Promise<CartLines> {
  const changed = await cookieStore.change(cartCookie, (before) => {
    const cart = before ?? newCart();
    const lines = rule(cart.lines);
    return lines.length ? { ...cart, lines } : null;
  });
  return changed?.lines ?? [];
}

/** A guest's cart, in a sealed cookie of its own: it needs no account and no database. */
export const guestCart: CartStore = {
  read: async () => (await cookieStore.read(cartCookie))?.lines ?? [],
  add: (productId, quantity) => change((lines) => addLine(lines, productId, quantity)),
  set: (productId, quantity) => change((lines) => setLine(lines, productId, quantity)),
  empty: () => change(() => []),
};
