import type { ComponentProps } from "react";
import { formState, type FormDefinition } from "@/lib/http/forms";
import { CartFormView } from "./cart-form-view";

type CartFormProps = Omit<ComponentProps<typeof CartFormView>, "initial"> & {
  form: Pick<FormDefinition, "id">;
};

/** A `<Form>` that changes the cart: one tab at a time, and added items count in the header immediately. */
export async function CartForm({ form, ...view }: CartFormProps) {
  return <CartFormView initial={await formState(form)} {...view} />;
}
