import "server-only";
import { cache } from "react";
import { getUser } from "../auth";
import type { CartLines } from "./cart";
import type { CartStore } from "./cart-store";
import { guestCart } from "./guest-cart";
import { memberCart } from "./member-cart";

/** The cart of whoever this request comes from. */
export async function currentCart(): Promise<CartStore> {
  const user = await getUser();
  return user ? memberCart(user.id) : guestCart;
}

/** What lies in it. Read once per render, however many components want to know. */
export const readCart = cache(async (): Promise<CartLines> => (await currentCart()).read());
