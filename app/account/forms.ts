import * as z from "zod";
import { nameField } from "@/lib/auth/users";
import type { FormDefinition } from "@/lib/http/forms";

export const nameForm = {
  id: "name",
  fields: z.object({ name: nameField }),
  page: () => "/account",
} satisfies FormDefinition;
