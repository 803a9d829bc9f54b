import "server-only";
import { cache } from "react";
import { getUser, type User } from "../auth";
import type { CartLines } from "./cart";
import type { CartStore } from "./cart-store";
import { guestCart } from "./guest-cart";
import { memberCart } from "./member-cart";

/** The cart of this member or, without one, of the guest this request comes from. */
export const cartOf = (user: User | null): CartStore => (user ? memberCart(user.id) : guestCart);

/** The cart of whoever this request comes from. */
export const currentCart = async (): Promise<CartStore> => cartOf(await getUser());

/** What lies in it. Read once per render, however many components want to know. */
export const readCart = cache(async (): Promise<CartLines> => (await currentCart()).read());
