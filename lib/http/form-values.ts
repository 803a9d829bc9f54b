/** The field in which a form carries its own name, so that what was typed can be kept when nobody knows its action. */
export const FORM_NAME = "form";

/** What somebody typed into a form, to be shown again. A password never is; what React sends along is nobody's words. */
export function formValues(form: FormData): Record<string, string> {
  const fields = [...form].filter(
    (field): field is [string, string] =>
      typeof field[1] === "string" &&
      field[0] !== FORM_NAME &&
      !/password|^\$ACTION_/i.test(field[0]),
  );
  return Object.fromEntries(fields);
}
