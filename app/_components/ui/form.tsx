import type { ComponentProps } from "react";
import type { FormDefinition } from "@/lib/http/forms";
import { formStart } from "./form-start";
import { FormView } from "./form-view";

type FormProps = Omit<ComponentProps<typeof FormView>, "initial" | "shownTo"> & {
  form: Pick<FormDefinition, "id">;
};

/**
 * A form with its definition: shows errors beside their fields and what the user had entered, with and without
 * JavaScript. Reads cookies, so it belongs into a dynamic section.
 */
export async function Form({ form, ...view }: FormProps) {
  return <FormView {...await formStart(form)} {...view} />;
}
