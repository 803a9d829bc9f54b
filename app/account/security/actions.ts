"use server";

import { redirect } from "next/navigation";
import { ownSessionId, requireFreshUser } from "@/lib/auth";
import { changeEmail, changePassword, deleteAccount } from "@/lib/auth/account";
import { requestEmailChange } from "@/lib/auth/email/confirm-email";
import { requestPasswordReset } from "@/lib/auth/email/reset-password";
import { LAST_LOGIN } from "@/lib/auth/login-methods";
import { unlinkLogin } from "@/lib/auth/oauth/linked-logins";
import { removePasskey, renamePasskey } from "@/lib/auth/passkeys/passkeys";
import { completeLogout } from "@/lib/complete-logout";
import { asForm, submitAsUser, type FormState } from "@/lib/http/forms";
import { isMailOn } from "@/lib/mail/transport";
import { flash } from "@/lib/session/flash";
import {
  emailForm,
  passwordForm,
  passwordLinkForm,
  removePasskeyForm,
  renamePasskeyForm,
  unlinkForm,
} from "./forms";

export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsUser(passwordForm, form, async ({ currentPassword, newPassword }, user) => {
    const isChanged = await changePassword(user, currentPassword, newPassword);
    if (!isChanged) return { currentPassword: "This is not your current password." };
    await flash("success", "Password changed. All other devices are logged out.");
  });
}

export async function sendPasswordLinkAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsUser(passwordLinkForm, form, async (_data, user) => {
    await requestPasswordReset(user.email);
    await flash("info", `We sent a link to ${user.email}. It works for 30 minutes.`);
  });
}

export async function unlinkAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsUser(unlinkForm, form, async ({ login }, user) => {
    const [provider = "", ...subject] = login.split(" ");
    const isUnlinked = await unlinkLogin(user, { provider, subject: subject.join(" ") });
    if (!isUnlinked) return { form: LAST_LOGIN };
    await flash("success", "The login is unlinked. All other devices are logged out.");
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

const idIn = (form: FormData): string => String(asForm(form).get("id"));

export async function renamePasskeyAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsUser(renamePasskeyForm(idIn(form)), form, async (passkey, user) => {
    const isRenamed = await renamePasskey(user, passkey, await ownSessionId());
    if (isRenamed) await flash("success", "Passkey renamed.");
  });
}

export async function removePasskeyAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsUser(removePasskeyForm(idIn(form)), form, async ({ id }, user) => {
    if (!(await removePasskey(user, id, await ownSessionId()))) return { form: LAST_LOGIN };
    await flash("info", "Passkey removed. All other devices are logged out.");
  });
}

export async function deleteAccountAction(): Promise<void> {
  await deleteAccount(await requireFreshUser());
  await completeLogout();
  await flash("info", "Your account was deleted.");
  redirect("/");
}
