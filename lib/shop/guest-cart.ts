import "server-only";
import { deleteCookie, inTurn, readCookie, writeCookie } from "../session/jar";
import { addLine, setLine, type CartLines } from "./cart";
import { cartCookie } from "./cart-cookie";

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
