import type { FormState } from "./form-cookie";

/** A form that was not submitted. */
export const emptyForm: FormState = { errors: {}, values: {} };

/** The field with the id of the user whose page a form is on. */
export const SHOWN_TO = "shown-to";

/** What the user entered into a form, to show it again. Never a password; React's own fields and `SHOWN_TO` are left out. */
export function formValues(form: FormData): Record<string, string> {
  const fields = [...form].filter(
    (field): field is [string, string] =>
      typeof field[1] === "string" && !/password|^\$ACTION_|^shown-to$/i.test(field[0]),
  );
  return Object.fromEntries(fields);
}
