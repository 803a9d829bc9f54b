import * as z from "zod";
import { emailField } from "@/lib/auth/users";
import type { FormDefinition } from "@/lib/http/forms";

export const forgotPasswordForm = {
  id: "forgot-password",
  fields: z.object({ email: emailField }),
  page: () => "/forgot-password",
} satisfies FormDefinition;
