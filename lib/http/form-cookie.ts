import * as z from "zod";
import type { SealedCookie } from "../session/sealed-cookie";

const texts = z.record(z.string(), z.string());

/** What a submitted form got wrong, by field, and what the user had entered. */
export type FormState = Readonly<{
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  /** Where an accepted form leads, as a new document. */
  location?: string;
}>;

/** A form that was not accepted, with the page that shows it again. */
export type KeptForm = Pick<FormState, "errors" | "values"> &
  Readonly<{
    form: string;
    page: string;
    /** The only user who sees it, when they had to log in first. */
    userId?: string;
  }>;

/** A submitted form on its way through a redirect: back to its page without JavaScript, or to the login page first. */
export const formCookie: SealedCookie<KeptForm> = {
  name: "form",
  purpose: "form",
  version: 1,
  schema: z.object({
    form: z.string(),
    page: z.string(),
    userId: z.string().optional(),
    errors: texts,
    values: texts,
  }),
  lifetime: 1800,
  max: 3,
  isConsumedBy: (pathname, { page }) => page === pathname,
};
