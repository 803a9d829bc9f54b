import type { ComponentProps } from "react";
import { getAuth } from "@/lib/auth";
import { formState, SHOWN_TO, type FormDefinition } from "@/lib/http/forms";
import { FormView } from "./form-view";

type FormProps = Omit<ComponentProps<typeof FormView>, "initial"> & {
  form: Pick<FormDefinition, "id">;
};

/**
 * A form with its definition: shows errors beside their fields and what the user had entered, with and without
 * JavaScript. Reads cookies, so it belongs into a dynamic section.
 */
export async function Form({ form, children, ...view }: FormProps) {
  const [initial, auth] = await Promise.all([formState(form), getAuth()]);
  return (
    <FormView initial={initial} {...view}>
      {auth.status === "user" && <input type="hidden" name={SHOWN_TO} value={auth.user.id} />}
      {children}
    </FormView>
  );
}
