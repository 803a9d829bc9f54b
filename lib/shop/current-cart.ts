import "server-only";
import { cache } from "react";
import { getAuth, redirectToLogin, type User } from "../auth";
import { DatabaseUnavailableError } from "../errors";
import { SHOWN_TO } from "../http/form-values";
import type { CartLines, CartStore } from "./cart";
import { guestCart } from "./guest-cart";
import { userCart } from "./user-cart";

/** The cart of this user or, without one, of the guest who made the request. */
export const cartOf = (user: User | null): CartStore => (user ? userCart(user.id) : guestCart);

/**
 * The cart of the visitor who made the request.
 * @throws DatabaseUnavailableError when a user's cart cannot be reached
 */
export async function currentCart(): Promise<CartStore> {
  const auth = await getAuth();
  if (auth.status === "unavailable") throw new DatabaseUnavailableError();
  return cartOf(auth.status === "user" ? auth.user : null);
}

/** For a form beside a cart: a guest has to log in when the page showed a user's cart, whose session has ended since. */
export async function shownCart(form: FormData): Promise<CartStore> {
  const { status } = await getAuth();
  return form.has(SHOWN_TO) && status === "guest" ? redirectToLogin() : currentCart();
}

/** Its lines, read once per render. */
export const readCart = cache(async (): Promise<CartLines> => (await currentCart()).read());
