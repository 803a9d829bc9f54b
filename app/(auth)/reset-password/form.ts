import * as z from "zod";
import { newPasswordField } from "@/lib/auth/users";
import type { FormDefinition } from "@/lib/http/forms";

export const resetPasswordForm = {
  id: "reset-password",
  fields: z.object({ email: z.string(), newPassword: newPasswordField }),
  page: () => "/reset-password",
} satisfies FormDefinition;
