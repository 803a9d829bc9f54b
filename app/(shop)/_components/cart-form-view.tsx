"use client";

import type { ComponentProps } from "react";
import { optimisticCartAdd } from "@/app/_components/site/cart-count";
import { FormView } from "@/app/_components/ui/form-view";
import { withTabLock } from "./with-tab-lock";

type CartFormViewProps = Omit<ComponentProps<typeof FormView>, "wrapSubmit"> & {
  /** The form's `quantity` is added to the cart. */
  adds?: boolean;
};

/** The browser's half of `<CartForm>`. */
export function CartFormView({ adds, ...view }: CartFormViewProps) {
  return (
    <FormView
      {...view}
      wrapSubmit={(send, form) => {
        const added = Number(form.get("quantity"));
        if (adds && added > 0 && Number.isInteger(added)) optimisticCartAdd(added);
        return withTabLock("cart", send);
      }}
    />
  );
}
