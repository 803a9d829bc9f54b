import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getAuth, redirectToLogin, type User } from "../auth";
import { DatabaseUnavailableError } from "../errors";
import { SHOWN_TO } from "../http/form-values";
import { flash } from "../session/flash";
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

/**
 * For a form beside a cart: only the cart that its page showed. When that was a user's and the session has ended, a guest has to log in.
 * @throws DatabaseUnavailableError when a user's cart cannot be reached
 */
export async function shownCart(form: FormData): Promise<CartStore> {
  const auth = await getAuth();
  const userId = auth.status === "user" ? auth.user.id : "";
  if (auth.status === "unavailable" || (form.get(SHOWN_TO) ?? "") === userId) return currentCart();
  if (!userId) return redirectToLogin();
  await flash(
    "warning",
    "Nothing was changed, because that page was out of date. This is your cart.",
  );
  redirect("/cart");
}

/** Its lines, read once per render. */
export const readCart = cache(async (): Promise<CartLines> => (await currentCart()).read());
