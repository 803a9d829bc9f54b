"use server";

import { requestPasswordReset, RESET_REQUESTED } from "@/lib/auth/email/reset-password";
import { submit, type FormState } from "@/lib/http/forms";
import { isMailOn, MAIL_OFF } from "@/lib/mail/transport";
import { flash } from "@/lib/session/flash";
import { forgotPasswordForm } from "./form";

export async function forgotPasswordAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(forgotPasswordForm, form, async ({ email }) => {
    if (!isMailOn()) return { form: MAIL_OFF };
    await requestPasswordReset(email);
    await flash("info", RESET_REQUESTED);
  });
}
