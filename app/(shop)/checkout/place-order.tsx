import { randomBytes } from "node:crypto";
import { redirect } from "next/navigation";
import * as z from "zod";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { submitAsUser } from "@/lib/http/forms";
import { formState } from "@/lib/http/kept-forms";
import { flash } from "@/lib/session/flash";
import type { Cart } from "@/lib/shop/cart";
import { cartFingerprint, MAX_KEY, OrderRefusal, placeOrder } from "@/lib/shop/place-order";

const definition = {
  id: "order",
  fields: z.object({ key: z.string().min(1).max(MAX_KEY), reviewed: z.string() }),
};

const messages: Record<OrderRefusal["code"], string> = {
  empty_cart: "Your cart is empty. Check your orders: you may have placed this one already.",
  sold_out: "Nothing was ordered: some items are out of stock.",
  cart_changed: "Nothing was ordered: your cart has changed. Check it and order again.",
};

async function order(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(definition, form, async ({ key, reviewed }, user) => {
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

/** Each rendering has an idempotency key: submitting it twice places one order. */
export async function PlaceOrder({ cart }: { cart: Cart }) {
  // A submission without an answer may have placed the order. Its key is kept, so that trying again does not repeat it.
  const kept = await formState(definition);
  const key = kept.values.key || randomBytes(18).toString("base64url");
  return (
    <Form form={definition} action={order} className="grid gap-3">
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="reviewed" value={cartFingerprint(cart)} />
      <SubmitButton>Place order</SubmitButton>
    </Form>
  );
}
