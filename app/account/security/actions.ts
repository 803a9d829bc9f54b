"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { requireFreshUser } from "@/lib/auth";
import { changeEmail, changePassword, deleteAccount } from "@/lib/auth/account";
import { emailField, newPasswordField } from "@/lib/auth/users";
import { submitAsMember, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";

const page = () => "/account/security";

const passwordForm = {
  id: "password",
  fields: z.object({ currentPassword: z.string().max(1000), newPassword: newPasswordField }),
  fresh: true,
  page,
};

const emailForm = { id: "email", fields: z.object({ email: emailField }), fresh: true, page };

export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsMember(passwordForm, form, async ({ currentPassword, newPassword }, user) => {
    const changed = await changePassword(user, currentPassword, newPassword);
    if (!changed) return { currentPassword: "This is not your password." };
    await flash("success", "Your password is changed, and every other device is logged out.");
  });
}

export async function changeEmailAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsMember(emailForm, form, async ({ email }, user) => {
    const changed = await changeEmail(user, email);
    if (!changed) return { email: "This address has an account already." };
    await flash("success", `Your e-mail address is ${email}.`);
  });
}

export async function deleteAccountAction(): Promise<void> {
  await deleteAccount(await requireFreshUser());
  await flash("info", "Your account is deleted.");
  redirect("/");
}
