import * as z from "zod";
import type { SealedCookie } from "./sealed-cookie";

const texts = z.record(z.string(), z.string());
const state = z.object({ errors: texts, values: texts });

/** What came of sending a form: what was wrong, by field, and what had been typed. */
export type FormState = Readonly<{
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
}>;

const keptForm = state.extend({ id: z.string() });

/** The state of a form on its way through a redirect, for a browser without JavaScript. */
export const formCookie: SealedCookie<z.infer<typeof keptForm>> = {
  name: "form",
  purpose: "form",
  version: 1,
  schema: keptForm,
  lifetime: 300,
};
