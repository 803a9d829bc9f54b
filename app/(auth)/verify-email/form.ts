import * as z from "zod";
import type { FormDefinition } from "@/lib/http/forms";

export const verifyEmailForm = {
  id: "verify-email",
  fields: z.object({ email: z.string() }),
  page: () => "/verify-email",
} satisfies FormDefinition;
