import type { ComponentProps } from "react";
import { shownTo } from "@/app/_components/ui/shown-to";
import type { FormDefinition } from "@/lib/http/forms";
import { formState } from "@/lib/http/kept-forms";
import { CartFormView } from "./cart-form-view";

type CartFormProps = Omit<ComponentProps<typeof CartFormView>, "initial"> & {
  form: Pick<FormDefinition, "id">;
};

/** A `<Form>` beside the cart that it changes: one tab at a time, and only while the cart is still that of the same visitor. */
export async function CartForm({ form, children, ...view }: CartFormProps) {
  const [initial, hidden] = await Promise.all([formState(form), shownTo()]);
  return (
    <CartFormView initial={initial} {...view}>
      {hidden}
      {children}
    </CartFormView>
  );
}
