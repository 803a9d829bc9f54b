import * as z from "zod";
import type { FormDefinition } from "@/lib/http/forms";

export const verifyEmailForm = {
  id: "verify-email",
  fields: z.object({}),
  page: () => "/verify-email",
} satisfies FormDefinition;
