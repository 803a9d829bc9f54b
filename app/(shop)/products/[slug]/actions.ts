"use server";

import { asForm, submit, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { CartLimitError } from "@/lib/shop/cart";
import { findProduct } from "@/lib/shop/catalogue";
import { addFields } from "@/lib/shop/cart-fields";
import { currentCart } from "@/lib/shop/current-cart";

export async function addToCartAction(_: FormState, form: FormData): Promise<FormState> {
  const product = findProduct(String(asForm(form).get("productId")));
  const addForm = {
    id: `add-${product?.id}`,
    fields: addFields,
    page: () => (product ? `/products/${product.slug}` : "/"),
  };
  return submit(addForm, form, async ({ quantity }) => {
    if (!product) return { form: "The shop no longer has this." };
    try {
      await (await currentCart()).add(product.id, quantity);
    } catch (error) {
      if (error instanceof CartLimitError) return { quantity: error.message };
      throw error;
    }
    await flash(
      "success",
      quantity === 1
        ? `${product.name} is in your cart.`
        : `${quantity} × ${product.name} are in your cart.`,
    );
  });
}
