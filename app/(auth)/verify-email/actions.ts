"use server";

import { redirect } from "next/navigation";
import { confirmEmail, confirmLinkEmail } from "@/lib/auth/email/confirm-email";
import { emailLinkCookie } from "@/lib/auth/email/link-cookies";
import { LINK_EXPIRED } from "@/lib/auth/email/links";
import { submit, type FormState } from "@/lib/http/forms";
import { cookieStore } from "@/lib/session/cookie-store";
import { flash } from "@/lib/session/flash";
import { verifyEmailForm } from "./form";

export async function verifyEmailAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(verifyEmailForm, form, async ({ email }) => {
    const token = (await cookieStore.value(emailLinkCookie)) ?? "";
    // A link that was opened since, by another site for example, may be for another address than the page shows.
    const isShown = (await confirmLinkEmail(token)) === email;
    if (!isShown || !(await confirmEmail(token))) return { form: LINK_EXPIRED };
    await cookieStore.delete(emailLinkCookie);
    await flash("success", `${email} is confirmed.`);
    redirect("/");
  });
}
