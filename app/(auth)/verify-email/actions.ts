"use server";

import { redirect } from "next/navigation";
import { confirmEmail } from "@/lib/auth/email/confirm-email";
import { emailLinkCookie } from "@/lib/auth/email/link-cookies";
import { LINK_EXPIRED } from "@/lib/auth/email/links";
import { submit, type FormState } from "@/lib/http/forms";
import { deleteCookie, getCookieValue } from "@/lib/session/cookie-store";
import { flash } from "@/lib/session/flash";
import { verifyEmailForm } from "./form";

export async function verifyEmailAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(verifyEmailForm, form, async () => {
    const email = await confirmEmail((await getCookieValue(emailLinkCookie)) ?? "");
    if (!email) return { form: LINK_EXPIRED };
    await deleteCookie(emailLinkCookie);
    await flash("success", `${email} is confirmed.`);
    redirect("/");
  });
}
