import type { ComponentProps } from "react";
import { formStart } from "@/app/_components/ui/form-start";
import type { FormDefinition } from "@/lib/http/forms";
import { CartFormView } from "./cart-form-view";

type CartFormProps = Omit<ComponentProps<typeof CartFormView>, "initial" | "shownTo"> & {
  form: Pick<FormDefinition, "id">;
};

/** A `<Form>` beside the cart that it changes: one tab at a time, and only while the cart is still that of the same visitor. */
export async function CartForm({ form, ...view }: CartFormProps) {
  return <CartFormView {...await formStart(form)} {...view} />;
}
