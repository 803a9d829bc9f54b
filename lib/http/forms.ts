import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type * as z from "zod";
import { getAuth, requireFreshUser, requireUser, type User } from "../auth";
import { RateLimitError } from "../auth/rate-limit-error";
import { databaseMessage, logError, UNAVAILABLE } from "../errors";
import { PATH_HEADER } from "../next/path-header";
import type { FormState } from "./form-cookie";
import { formValues, SHOWN_TO } from "./form-values";
import { forgetForm, keepForm } from "./kept-forms";

export type { FormState } from "./form-cookie";

type Fields = z.ZodObject<Record<string, z.ZodType<unknown, string>>>;

/** A form, described once: for its action (`submit`) and for its page (`<Form>`). */
export type FormDefinition<F extends Fields = Fields> = Readonly<{
  /** Unique among the forms of this app. */
  id: string;
  fields: F;
  /** Where a browser without JavaScript is redirected. Default: the page that it submitted. */
  page?: (form: FormData) => string;
  /** For `submitAsUser()`: asks for a new proof when the last proof is too old. */
  fresh?: boolean;
}>;

/** Error messages by field; `form` is for the form as a whole. Undefined: none. */
export type FormErrors<F extends Fields> =
  { [K in keyof z.output<F> | "form"]?: string } | undefined | void;

/**
 * What `run` returns to lead to `path` in a new document, when the browser may belong to another user from now on. After
 * `redirect()` the earlier pages would stay in this one, hidden, with what was typed and where they redirected.
 */
export class NewDocument {
  constructor(readonly path: string) {}
}

/** The argument of an action as a form: a client can call an action with anything. */
export const asForm = (sent: unknown): FormData =>
  sent instanceof FormData ? sent : new FormData();

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** A page's address can contain what a client sent. Longer than this it would not fit into a header. In characters. */
const MAX_ADDRESS = 4000;

async function pageOf(definition: FormDefinition, form: FormData): Promise<string> {
  const page = definition.page?.(form) ?? (await headers()).get(PATH_HEADER) ?? "/";
  // Anything but one slash would lead to another site.
  return page.length <= MAX_ADDRESS && /^\/(?![/\\])/.test(page) ? page : "/";
}

async function keepForNextPage(
  definition: FormDefinition,
  form: FormData,
  { errors, values }: FormState,
  userId?: string,
): Promise<void> {
  const page = (await pageOf(definition, form)).replace(/[?#].*/, "");
  await keepForm({ form: definition.id, page, userId, errors, values });
}

/**
 * Runs a form's action: validates the fields, calls `run`, and returns errors beside what the user had entered. With
 * JavaScript that is the form's new state; without, the browser is redirected to the form's page, which shows it.
 */
export async function submit<F extends Fields>(
  definition: FormDefinition<F>,
  sent: FormData,
  run: (data: z.output<F>) => Promise<FormErrors<F> | NewDocument>,
): Promise<FormState> {
  const form = asForm(sent);
  const names = Object.keys(definition.fields.shape);
  const parsed = definition.fields.safeParse(
    Object.fromEntries(names.map((name) => [name, text(form, name)])),
  );
  const result = parsed.success
    ? await run(parsed.data).catch((error: unknown) => asErrors(error, definition))
    : fieldErrors(parsed.error);
  return result instanceof NewDocument
    ? respond(definition, form, {}, result.path)
    : respond(definition, form, result ?? {});
}

async function respond(
  definition: FormDefinition,
  form: FormData,
  found: Readonly<Record<string, string | undefined>>,
  location?: string,
): Promise<FormState> {
  const errors = Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  const isRejected = Object.keys(errors).length > 0;
  const state: FormState = { errors, values: isRejected ? formValues(form) : {}, location };
  if (!isRejected) await forgetForm(definition.id);
  if ((await headers()).has("next-action")) return state;
  if (isRejected) await keepForNextPage(definition, form, state);
  redirect(location ?? (await pageOf(definition, form)));
}

const OUT_OF_DATE = "This page is out of date. Reload it and try again.";

/** As `submit()`, for users only. A guest is redirected to log in, and then finds the entered values in the form. */
export async function submitAsUser<F extends Fields>(
  definition: FormDefinition<F>,
  sent: FormData,
  run: (data: z.output<F>, user: User) => Promise<FormErrors<F> | NewDocument>,
): Promise<FormState> {
  const form = asForm(sent);
  const auth = await getAuth();
  if (auth.status === "unavailable") return respond(definition, form, { form: UNAVAILABLE });
  // A page from before another user logged in. What was typed there is not theirs.
  if (auth.status === "user" && form.has(SHOWN_TO) && text(form, SHOWN_TO) !== auth.user.id) {
    return respond(definition, new FormData(), { form: OUT_OF_DATE });
  }
  if (auth.status === "guest" || (definition.fresh && !auth.session.fresh)) {
    const state = { errors: {}, values: formValues(form) };
    await keepForNextPage(definition, form, state, text(form, SHOWN_TO));
  }
  const user = await (definition.fresh ? requireFreshUser() : requireUser());
  return submit(definition, sent, (data) => run(data, user));
}

/**
 * Errors that the user can only answer by trying again, as a message. Anything else is thrown. A failed query never is: Next
 * would print its values, such as e-mail addresses.
 */
async function asErrors(error: unknown, { id }: FormDefinition): Promise<{ form: string }> {
  if (error instanceof RateLimitError) return { form: error.message };
  const message = databaseMessage(error);
  if (!message) {
    // A redirect, which is how an accepted form can end.
    await forgetForm(id);
    throw error;
  }
  logError(error);
  return { form: message };
}

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
