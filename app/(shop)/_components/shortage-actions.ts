"use server";

import * as z from "zod";
import { submit, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { currentCart } from "@/lib/shop/current-cart";
import type { Shortage } from "@/lib/shop/shortage";
import { readShortages } from "@/lib/shop/stock";

const fields = z.object({ page: z.string() });
const page = (form: FormData) => (form.get("page") === "/checkout" ? "/checkout" : "/cart");

const whatBecame = ({ name, left }: Shortage): string =>
  left ? `${name}: now ${left}.` : `${name ?? "What we no longer sell"} is no longer in your cart.`;

/** Makes the cart what there is: as many as are left, and what is sold out goes. */
export async function takeWhatIsLeftAction(_: FormState, form: FormData): Promise<FormState> {
  return submit({ id: "shortage", fields, page }, form, async () => {
    const cart = await currentCart();
    const lines = await cart.read();
    const short = await readShortages(lines);
    for (const { productId, left } of short) await cart.set(productId, left);
    await flash("info", short.map(whatBecame).join(" ") || "Everything in your cart is in stock.");
  });
}
