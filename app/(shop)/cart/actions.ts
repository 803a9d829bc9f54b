"use server";

import * as z from "zod";
import { asForm, submit, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { findProduct } from "@/lib/shop/catalogue";
import { addFields } from "@/lib/shop/cart-fields";
import { currentCart } from "@/lib/shop/current-cart";

const page = () => "/cart";

const nameOf = (productId: string): string => findProduct(productId)?.name ?? "That";

export async function updateLineAction(_: FormState, form: FormData): Promise<FormState> {
  const updateForm = {
    id: `line-${String(asForm(form).get("productId"))}`,
    fields: addFields,
    page,
  };
  return submit(updateForm, form, async ({ productId, quantity }) => {
    if (!findProduct(productId)) return { form: "The shop no longer has this." };
    await (await currentCart()).set(productId, quantity);
    await flash("success", `${nameOf(productId)}: now ${quantity}.`);
  });
}

export async function removeLineAction(_: FormState, form: FormData): Promise<FormState> {
  const removeForm = {
    id: `remove-${String(asForm(form).get("productId"))}`,
    fields: z.object({ productId: z.string() }),
    page,
  };
  return submit(removeForm, form, async ({ productId }) => {
    await (await currentCart()).set(productId, 0);
    await flash("info", `${nameOf(productId)} is no longer in your cart.`);
  });
}

export async function emptyCartAction(_: FormState, form: FormData): Promise<FormState> {
  return submit({ id: "empty", fields: z.object({}), page }, form, async () => {
    await (await currentCart()).empty();
    await flash("info", "Your cart is empty.");
  });
}
