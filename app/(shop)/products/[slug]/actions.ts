"use server";

import { asForm, submit, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { CartLimitError } from "@/lib/shop/cart";
import { findProduct } from "@/lib/shop/catalogue";
import { currentCart } from "@/lib/shop/current-cart";
import { addForm } from "./form";

export async function addToCartAction(_: FormState, form: FormData): Promise<FormState> {
  const product = findProduct(String(asForm(form).get("productId")));
  return submit(addForm(product), form, async ({ quantity }) => {
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
