"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { submitAsMember, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { MAX_KEY, OrderRefusal, placeOrder } from "@/lib/shop/place-order";

const orderForm = {
  id: "order",
  fields: z.object({ key: z.string().min(1).max(MAX_KEY), seen: z.string() }),
  page: () => "/checkout",
};

const refusals: Record<OrderRefusal["code"], string> = {
  empty_cart: "Your cart is empty. What was in it may be among your orders.",
  sold_out: "Nothing was ordered: not everything is in stock any more.",
  cart_changed: "Nothing was ordered: your cart has changed since you looked at it. Look again.",
};

export async function placeOrderAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsMember(orderForm, form, async ({ key, seen }, user) => {
    const placed = await placeOrder(user.id, key, seen).catch(tellWhy);
    await flash(
      "success",
      placed.before
        ? "You placed this order before. Here it is."
        : "Thank you. Your order is placed.",
    );
    redirect(`/account/orders/${placed.order.id}`);
  });
}

/** The page that was pressed on is out of date: shown anew, it has the reasons in it. */
async function tellWhy(error: unknown): Promise<never> {
  if (!(error instanceof OrderRefusal)) throw error;
  await flash("warning", refusals[error.code]);
  redirect("/checkout");
}
