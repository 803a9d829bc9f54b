"use client";

import type { ComponentProps } from "react";
import { optimisticCartAdd } from "@/app/_components/site/cart-count";
import { Form } from "@/app/_components/ui/form";
import { withTabLock } from "./with-tab-lock";

type Props = ComponentProps<typeof Form> & {
  /** Its `quantity` comes on top of what is in the cart. */
  adds?: boolean;
};

/** A form that changes the cart: one tab at a time, and what it adds is counted at once. */
export function CartForm({ adds, ...form }: Props) {
  return (
    <Form
      {...form}
      around={(send, sent) => {
        const more = Number(sent.get("quantity"));
        if (adds && more > 0 && Number.isInteger(more)) optimisticCartAdd(more);
        return withTabLock("cart", send);
      }}
    />
  );
}
