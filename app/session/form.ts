import * as z from "zod";
import type { FormDefinition } from "@/lib/http/forms";

export const tamperForm = {
  id: "tamper",
  fields: z.object({
    name: z.string(),
    byte: z.string().regex(/^\d{1,4}$/, "Choose a byte of the seal."),
    /** The purpose to open the copy for; empty to change a byte of it. */
    purpose: z.string(),
  }),
  // URLSearchParams, because encodeURIComponent throws for half a surrogate pair.
  page: (form) => `/session?${new URLSearchParams({ seal: String(form.get("name")) })}#tamper`,
} satisfies FormDefinition;
