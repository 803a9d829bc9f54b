import * as z from "zod";
import { logInFields } from "@/lib/auth/users";
import type { FormDefinition } from "@/lib/http/forms";
import { withNext } from "@/lib/routes";

export const loginForm = {
  id: "login",
  fields: logInFields.extend({ remember: z.string(), next: z.string() }),
  page: (form) => withNext("/login", form.get("next")),
} satisfies FormDefinition;
