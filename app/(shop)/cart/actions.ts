"use server";

import { redirect } from "next/navigation";
import { asForm, submit, type FormState } from "@/lib/forms";
import { flash } from "@/lib/session/flash";
import { findProduct } from "@/lib/shop/catalogue";
import { addFields } from "@/lib/shop/fields";
import { currentCart } from "@/lib/shop/current-cart";

const nameOf = (productId: string): string => findProduct(productId)?.name ?? "That";

export async function updateLineAction(_: FormState, form: FormData): Promise<FormState> {
  const updateForm = { id: `line-${String(asForm(form).get("productId"))}`, fields: addFields, page: () => "/cart" };
  return submit(updateForm, form, async ({ productId, quantity }) => {
    if (!findProduct(productId)) return { form: "The shop no longer has this." };
    await (await currentCart()).set(productId, quantity);
    await flash("success", `${nameOf(productId)}: now ${quantity}.`);
  });
}

export async function removeLineAction(form: FormData): Promise<void> {
  const productId = String(asForm(form).get("productId"));
  await (await currentCart()).set(productId, 0);
  await flash("info", `${nameOf(productId)} is no longer in your cart.`);
  redirect("/cart");
}

export async function emptyCartAction(): Promise<void> {
  await (await currentCart()).empty();
  await flash("info", "Your cart is empty.");
  redirect("/cart");
}
