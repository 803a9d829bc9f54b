import * as z from "zod";
import { emailField, newPasswordField } from "@/lib/auth/users";
import type { FormDefinition } from "@/lib/http/forms";

const page = () => "/account/security";

export const passwordForm = {
  id: "password",
  fields: z.object({ currentPassword: z.string().max(1000), newPassword: newPasswordField }),
  fresh: true,
  page,
} satisfies FormDefinition;

export const passwordLinkForm = {
  id: "password-link",
  fields: z.object({}),
  fresh: true,
  page,
} satisfies FormDefinition;

/** One form for each passkey. */
export const renamePasskeyForm = (id: string) =>
  ({
    id: `rename-passkey-${id}`,
    fields: z.object({
      id: z.string(),
      name: z.string().trim().min(1, "Enter a name.").max(60, "Use at most 60 characters."),
    }),
    fresh: true,
    page,
  }) satisfies FormDefinition;

export const removePasskeyForm = (id: string) =>
  ({
    id: `remove-passkey-${id}`,
    fields: z.object({ id: z.string() }),
    fresh: true,
    page,
  }) satisfies FormDefinition;

export const unlinkForm = {
  id: "unlink",
  /** The buttons are named `login`: the provider, a space and its id of the user. */
  fields: z.object({ login: z.string() }),
  fresh: true,
  page,
} satisfies FormDefinition;

export const emailForm = {
  id: "email",
  fields: z.object({ email: emailField }),
  fresh: true,
  page,
} satisfies FormDefinition;
