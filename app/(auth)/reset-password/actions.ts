"use server";

import { redirect } from "next/navigation";
import { resetLinkCookie } from "@/lib/auth/email/link-cookies";
import { LINK_EXPIRED } from "@/lib/auth/email/links";
import { resetLinkEmail, resetPassword } from "@/lib/auth/email/reset-password";
import { completeLogin } from "@/lib/complete-login";
import { submit, type FormState } from "@/lib/http/forms";
import { cookieStore } from "@/lib/session/cookie-store";
import { flash } from "@/lib/session/flash";
import { resetPasswordForm } from "./form";

export async function resetPasswordAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(resetPasswordForm, form, async ({ email, newPassword }) => {
    const token = (await cookieStore.value(resetLinkCookie)) ?? "";
    // A link that was opened since, by another site for example, may be for another account than the page shows.
    const isShown = (await resetLinkEmail(token)) === email;
    const verified = isShown ? await resetPassword(token, newPassword) : null;
    const moved = verified && (await completeLogin(verified.user, verified));
    if (!verified || moved === false) return { form: LINK_EXPIRED };
    await flash("success", "Your password is set. All other devices are logged out.");
    if (moved) await flash("info", moved);
    redirect("/");
  });
}
