"use server";

import { asForm, submit, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { findProduct } from "@/lib/shop/catalogue";
import { currentCart } from "@/lib/shop/current-cart";
import { emptyForm, removeForm, updateForm } from "./forms";

const idIn = (form: FormData): string => String(asForm(form).get("productId"));
const nameOf = (productId: string): string => findProduct(productId)?.name ?? "The product";

export async function updateLineAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(updateForm(idIn(form)), form, async ({ productId, quantity }) => {
    if (!findProduct(productId)) return { form: "This product is no longer available." };
    await (await currentCart()).set(productId, quantity);
    await flash("success", `${nameOf(productId)}: now ${quantity}.`);
  });
}

export async function removeLineAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(removeForm(idIn(form)), form, async ({ productId }) => {
    await (await currentCart()).set(productId, 0);
    await flash("info", `${nameOf(productId)} was removed.`);
  });
}

export async function emptyCartAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(emptyForm, form, async () => {
    await (await currentCart()).empty();
    await flash("info", "Your cart is empty.");
  });
}
