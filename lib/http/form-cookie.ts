import * as z from "zod";
import { CookieTooBigError, sealCookie, type SealedCookie } from "../session/sealed-cookie";

const texts = z.record(z.string(), z.string());
const state = z.object({ errors: texts, values: texts });

/** What came of sending a form: what was wrong, by field, and what had been typed. */
export type FormState = Readonly<{
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
}>;

/** `page` is the path that shows the form: the state is kept until that page has been shown. */
const keptForm = state.extend({ page: z.string() });
type Kept = z.infer<typeof keptForm>;

/** What every form cookie's name begins with, after the `__Host-` of production. */
export const FORM_PREFIX = "form.";

/** The state of a form on its way through a redirect: back to its page without JavaScript, or to the login page first. */
export const formCookie = (id: string): SealedCookie<Kept> => ({
  name: FORM_PREFIX + id,
  purpose: "form",
  version: 1,
  schema: keptForm,
  lifetime: 1800,
});

/** Seals what is kept of a form. More than a cookie holds is let go: what was wrong is said all the same. */
export async function sealForm(id: string, kept: Kept): Promise<string> {
  const cookie = formCookie(id);
  try {
    return await sealCookie(cookie, kept);
  } catch (error) {
    if (!(error instanceof CookieTooBigError)) throw error;
    return sealCookie(cookie, { ...kept, values: {} });
  }
}
