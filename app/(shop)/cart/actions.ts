"use server";

import { UNAVAILABLE } from "@/lib/errors";
import { asForm, submit, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { CartLimitError } from "@/lib/shop/cart";
import { findProduct } from "@/lib/shop/catalogue";
import { currentCart, shownCart } from "@/lib/shop/current-cart";
import { shortages, type Shortage } from "@/lib/shop/shortage";
import { readStock } from "@/lib/shop/stock";
import { addForm, emptyForm, removeForm, shortageForm, updateForm } from "./forms";

const idIn = (form: FormData): string => String(asForm(form).get("productId"));

export async function addToCart(_: FormState, form: FormData): Promise<FormState> {
  return submit(addForm(idIn(form)), form, async ({ productId, quantity }) => {
    const product = findProduct(productId);
    if (!product) return { form: "This product is no longer available." };
    try {
      await (await currentCart()).add(product.id, quantity);
    } catch (error) {
      if (error instanceof CartLimitError) return { quantity: error.message };
      throw error;
    }
    const added = quantity === 1 ? `${product.name} is` : `${quantity} × ${product.name} are`;
    await flash("success", `${added} in your cart.`);
  });
}

export async function updateQuantity(_: FormState, form: FormData): Promise<FormState> {
  return submit(updateForm(idIn(form)), form, async ({ productId, quantity }) => {
    const product = findProduct(productId);
    if (!product) return { form: "This product is no longer available." };
    await (await shownCart(asForm(form))).set(productId, quantity);
    await flash("success", `${product.name}: now ${quantity}.`);
  });
}

export async function removeFromCart(_: FormState, form: FormData): Promise<FormState> {
  return submit(removeForm(idIn(form)), form, async ({ productId }) => {
    await (await shownCart(asForm(form))).set(productId, 0);
    await flash("info", `${findProduct(productId)?.name ?? "The product"} was removed.`);
  });
}

export async function emptyCart(_: FormState, form: FormData): Promise<FormState> {
  return submit(emptyForm, form, async () => {
    await (await shownCart(asForm(form))).empty();
    await flash("info", "Your cart is empty.");
  });
}

const reduced = ({ name, left }: Shortage): string =>
  left ? `${name}: now ${left}.` : `${name ?? "A discontinued product"} was removed.`;

export async function reduceToStock(_: FormState, form: FormData): Promise<FormState> {
  return submit(shortageForm, form, async () => {
    const cart = await shownCart(asForm(form));
    const lines = await cart.read();
    const stock = await readStock(lines.map(([productId]) => productId));
    if (!stock) return { form: UNAVAILABLE };
    const short = shortages(lines, stock);
    for (const { productId, left } of short) await cart.set(productId, left);
    await flash("info", short.map(reduced).join(" ") || "Everything in your cart is in stock.");
  });
}
