import * as z from "zod";
import { nameField } from "@/lib/auth/users";
import type { FormDefinition } from "@/lib/http/forms";

export const confirmEmailForm = {
  id: "confirm-email",
  fields: z.object({}),
  page: () => "/account",
} satisfies FormDefinition;

export const nameForm = {
  id: "name",
  fields: z.object({ name: nameField }),
  page: () => "/account",
} satisfies FormDefinition;
