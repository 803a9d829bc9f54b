"use server";

import { redirect } from "next/navigation";
import { requireFreshUser } from "@/lib/auth";
import { changeEmail, changePassword, deleteAccount } from "@/lib/auth/account";
import { requestEmailChange } from "@/lib/auth/email/confirm-email";
import { completeLogout } from "@/lib/complete-logout";
import { submitAsUser, type FormState } from "@/lib/http/forms";
import { isMailOn } from "@/lib/mail/transport";
import { flash } from "@/lib/session/flash";
import { emailForm, passwordForm } from "./forms";

export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsUser(passwordForm, form, async ({ currentPassword, newPassword }, user) => {
    const isChanged = await changePassword(user, currentPassword, newPassword);
    if (!isChanged) return { currentPassword: "This is not your current password." };
    await flash("success", "Password changed. All other devices are logged out.");
  });
}

export async function changeEmailAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsUser(emailForm, form, async ({ email }, user) => {
    if (email === user.email) return { email: "This is your address already." };
    if (isMailOn()) {
      await requestEmailChange(user, email);
      await flash(
        "info",
        `Open the link that we sent to ${email}. Until then the old address counts.`,
      );
      return;
    }
    const isChanged = await changeEmail(user, email);
    if (!isChanged) return { email: "This address already has an account." };
    await flash("success", `Your email address is now ${email}.`);
  });
}

export async function deleteAccountAction(): Promise<void> {
  await deleteAccount(await requireFreshUser());
  await completeLogout();
  await flash("info", "Your account was deleted.");
  redirect("/");
}
