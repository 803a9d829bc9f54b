"use server";

import { redirect } from "next/navigation";
import { submitAsUser, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { OrderRefusal, placeOrder } from "@/lib/shop/place-order";
import { orderForm } from "./form";

const messages: Record<OrderRefusal["code"], string> = {
  empty_cart: "Your cart is empty. Check your orders: you may have placed this one already.",
  sold_out: "Nothing was ordered: some items are out of stock.",
  cart_changed: "Nothing was ordered: your cart has changed. Check it and order again.",
};

export async function placeOrderAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsUser(orderForm, form, async ({ key, reviewed }, user) => {
    const { order, before } = await placeOrder(user.id, key, reviewed).catch(showRefusal);
    if (before) await flash("success", "You have already placed this order.");
    else await flash("success", "Thank you. Your order is placed.");
    redirect(`/account/orders/${order.id}`);
  });
}

/** The page that was submitted is out of date. Loaded again, it shows the details. */
async function showRefusal(error: unknown): Promise<never> {
  if (!(error instanceof OrderRefusal)) throw error;
  await flash("warning", messages[error.code]);
  redirect("/checkout");
}
