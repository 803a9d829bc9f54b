"use server";

import { redirect } from "next/navigation";
import { requireUser } from "@/lib/auth";
import { updateProfile } from "@/lib/auth/account";
import { resendConfirmation } from "@/lib/auth/email/confirm-email";
import { asForm, submitAsUser, type FormState } from "@/lib/http/forms";
import { updateSession } from "@/lib/session";
import { flash } from "@/lib/session/flash";
import { accents } from "@/lib/session/schema";
import { confirmEmailForm, nameForm } from "./forms";

export async function sendConfirmationAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsUser(confirmEmailForm, form, async (_data, user) => {
    await resendConfirmation(user);
    await flash("info", `We sent a link to ${user.email}.`);
  });
}

export async function changeNameAction(_: FormState, form: FormData): Promise<FormState> {
  return submitAsUser(nameForm, form, async ({ name }, user) => {
    await updateProfile(user.id, { name });
    await flash("success", "Saved.");
  });
}

export async function hidePasskeyOfferAction(): Promise<void> {
  await updateProfile((await requireUser()).id, { hidesPasskeyOffer: true });
  redirect("/account");
}

export async function savePreferencesAction(form: FormData): Promise<void> {
  const user = await requireUser();
  const accent = accents.find((name) => name === asForm(form).get("accent"));
  if (accent) {
    await updateProfile(user.id, { accent });
    await updateSession({ accent });
    await flash("success", "Preferences saved.");
  }
  redirect("/account");
}
