/** What the user entered into a form, to show it again. Never a password; React's own fields are left out. */
export function formValues(form: FormData): Record<string, string> {
  const fields = [...form].filter(
    (field): field is [string, string] =>
      typeof field[1] === "string" && !/password|^\$ACTION_/i.test(field[0]),
  );
  return Object.fromEntries(fields);
}
