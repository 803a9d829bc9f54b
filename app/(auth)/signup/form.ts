import * as z from "zod";
import { signUpFields } from "@/lib/auth/users";
import type { FormDefinition } from "@/lib/http/forms";
import { withNext } from "@/lib/routes";

export const signupForm = {
  id: "signup",
  fields: signUpFields.extend({ next: z.string() }),
  page: (form) => withNext("/signup", form.get("next")),
} satisfies FormDefinition;
