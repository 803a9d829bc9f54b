import * as z from "zod";
import type { FormDefinition } from "@/lib/http/forms";

export const shortageForm = {
  id: "shortage",
  fields: z.object({ page: z.string() }),
  page: (form) => (form.get("page") === "/checkout" ? "/checkout" : "/cart"),
} satisfies FormDefinition;
