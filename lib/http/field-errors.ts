import type * as z from "zod";

/** The first error message of each field. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message, code } of error.issues) {
    // Zod's own words name JavaScript types. No form sends these, a program may.
    const isType = code === "invalid_type" && message.startsWith("Invalid input");
    errors[String(path[0] ?? "form")] ??= isType
      ? "This is missing or has the wrong type."
      : message;
  }
  return errors;
}
