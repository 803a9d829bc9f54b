"use server";

import { redirect } from "next/navigation";
import { requireFreshUser } from "@/lib/auth";
import { changeEmail, changePassword, deleteAccount } from "@/lib/auth/account";
import { submitAsUser, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { clearRecentlyViewed } from "@/lib/shop/recently-viewed"; // shop
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
    const isChanged = await changeEmail(user, email);
    if (!isChanged) return { email: "This address already has an account." };
    await flash("success", `Your email address is now ${email}.`);
  });
}

export async function deleteAccountAction(): Promise<void> {
  await deleteAccount(await requireFreshUser());
  await clearRecentlyViewed(); // shop
  await flash("info", "Your account was deleted.");
  redirect("/");
}
