import type { ComponentProps } from "react";
import type { FormDefinition } from "@/lib/http/forms";
import { formState } from "@/lib/http/kept-forms";
import { FormView } from "./form-view";
import { shownTo } from "./shown-to";

type FormProps = Omit<ComponentProps<typeof FormView>, "initial"> & {
  form: Pick<FormDefinition, "id">;
};

/**
 * A form with its definition: shows errors beside their fields and what the user had entered, with and without
 * JavaScript. Reads cookies, so it belongs into a dynamic section.
 */
export async function Form({ form, children, ...view }: FormProps) {
  const [initial, hidden] = await Promise.all([formState(form), shownTo()]);
  return (
    <FormView initial={initial} {...view}>
      {hidden}
      {children}
    </FormView>
  );
}
