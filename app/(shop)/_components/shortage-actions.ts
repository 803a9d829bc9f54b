"use server";

import { submit, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { currentCart } from "@/lib/shop/current-cart";
import type { Shortage } from "@/lib/shop/shortage";
import { readShortages } from "@/lib/shop/stock";
import { shortageForm } from "./shortage-form";

const result = ({ name, left }: Shortage): string =>
  left ? `${name}: now ${left}.` : `${name ?? "A discontinued product"} was removed.`;

/** Reduces the cart to what is in stock. */
export async function reduceToStockAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(shortageForm, form, async () => {
    const cart = await currentCart();
    const short = await readShortages(await cart.read());
    for (const { productId, left } of short) await cart.set(productId, left);
    await flash("info", short.map(result).join(" ") || "Everything in your cart is in stock.");
  });
}
