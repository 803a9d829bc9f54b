import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type * as z from "zod";
import { isFreshlyProven, requireFreshUser, requireUser, whoIsHere, type User } from "../auth";
import { RateLimitError } from "../auth/rate-limit-error";
import { databaseMessage, isDatabaseOutage, logError, NO_ANSWER } from "../errors";
import { deleteCookie, readCookie, setCookieValue } from "../session/cookie-store";
import { formCookie, sealForm, type FormState } from "./form-cookie";
import { formValues } from "./form-values";

export type { FormState } from "./form-cookie";

type Fields = z.ZodObject<Record<string, z.ZodType<unknown, string>>>;

/** A form: what it may hold, and the page it stands on. */
export type FormDefinition<F extends Fields> = Readonly<{
  /** Of letters, digits, `-` and `_`: it becomes part of a cookie's name. */
  id: string;
  fields: F;
  /** Where the page is that shows the form: a browser without JavaScript goes back there. */
  page: (form: FormData) => string;
}>;

/** What was wrong, by field; `form` is for what belongs to none. Undefined: nothing was. */
export type Rejection<F extends Fields> =
  { [K in keyof z.output<F> | "form"]?: string } | undefined | void;

/** What an action was called with, if it was a form at all: anybody can call an action, with anything. */
export const asForm = (sent: unknown): FormData =>
  sent instanceof FormData ? sent : new FormData();

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** Whether the form was sent by Next's script. A browser without it posts a document and needs a redirect for answer. */
const sentByScript = async (): Promise<boolean> => (await headers()).has("next-action");

// The form of a row has an id made from what was sent, which can be anything, and no such row is then on the page.
const isName = (id: string): boolean => /^[\w-]{1,100}$/.test(id);

async function keepForNextPage<F extends Fields>(
  definition: FormDefinition<F>,
  form: FormData,
  state: FormState,
) {
  if (!isName(definition.id)) return;
  const page = definition.page(form).replace(/[?#].*/, "");
  const cookie = formCookie(definition.id);
  await setCookieValue(cookie, await sealForm(definition.id, { page, ...state }), cookie.lifetime);
}

/**
 * How every form action begins and ends: checks the fields, runs `run`, and answers with what was wrong beside what was
 * typed. With JavaScript the answer is the new state of the form; without, post, redirect, get: the page itself shows it.
 */
export async function submit<F extends Fields>(
  definition: FormDefinition<F>,
  sent: FormData,
  run: (data: z.output<F>) => Promise<Rejection<F>>,
): Promise<FormState> {
  const form = asForm(sent);
  const raw = Object.fromEntries(
    Object.keys(definition.fields.shape).map((name) => [name, text(form, name)]),
  );
  const parsed = definition.fields.safeParse(raw);
  const rejection = parsed.success
    ? await run(parsed.data).catch(asRejection)
    : firstFaults(parsed.error);
  return answer(definition, form, rejection);
}

async function answer<F extends Fields>(
  definition: FormDefinition<F>,
  form: FormData,
  rejection: Rejection<F> | Record<string, string>,
): Promise<FormState> {
  const errors = Object.fromEntries(
    Object.entries(rejection ?? {}).filter(([, message]) => message),
  ) as FormState["errors"];
  const failed = Object.keys(errors).length > 0;
  const state: FormState = { errors, values: failed ? formValues(form) : {} };
  if (!failed) await deleteCookie(formCookie(definition.id));
  if (await sentByScript()) return state;
  if (failed) await keepForNextPage(definition, form, state);
  redirect(definition.page(form));
}

/**
 * As `submit()`, for members only. Whoever has to log in first finds in the form what they typed when they are back.
 * @param definition.fresh ask for the password again when it was last given too long ago
 */
export async function submitAsMember<F extends Fields>(
  definition: FormDefinition<F> & { fresh?: boolean },
  sent: FormData,
  run: (data: z.output<F>, user: User) => Promise<Rejection<F>>,
): Promise<FormState> {
  const form = asForm(sent);
  const here = await whoIsHere();
  if (here === "unknown") return answer(definition, form, { form: NO_ANSWER });
  const mayGoOn = here && (!definition.fresh || (await isFreshlyProven()));
  if (!mayGoOn) {
    await keepForNextPage(definition, form, { errors: {}, values: formValues(form) });
  }
  const user = await (definition.fresh ? requireFreshUser() : requireUser());
  return submit(definition, sent, (data) => run(data, user));
}

/** What a person can do nothing about but try again, in words beside what they typed. Anything else stays a fault. */
function asRejection(error: unknown): { form: string } {
  if (error instanceof RateLimitError) return { form: error.message };
  if (!isDatabaseOutage(error)) throw error;
  logError(error);
  return { form: databaseMessage(error) };
}

/** The first fault of each field, in words for the person who typed it. */
export function firstFaults(error: z.ZodError): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { path, message } of error.issues) {
    // What no form sends and a program may; the library's own words are about types.
    faults[String(path[0] ?? "form")] ??= message.startsWith("Invalid input: expected")
      ? "This is missing, or no text or number."
      : message;
  }
  return faults;
}

/** A form's beginning: its name, and what came of an earlier try. */
export type FormStart = FormState & Readonly<{ id: string }>;

/**
 * How the form called `id` starts out: empty, or with what was kept of it, because it was sent without JavaScript, before
 * a login or across a deploy.
 */
export async function formState(id: string): Promise<FormStart> {
  const kept = await readCookie(formCookie(id));
  return { id, errors: kept?.errors ?? {}, values: kept?.values ?? {} };
}
