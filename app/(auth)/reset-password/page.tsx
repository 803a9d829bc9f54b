import type { Metadata } from "next";
import Link from "next/link";
import * as z from "zod";
import { Field } from "@/app/_components/ui/field";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { resetLinkCookie } from "@/lib/auth/email/link-cookies";
import { LINK_EXPIRED } from "@/lib/auth/email/links";
import { resetLinkEmail, resetPassword } from "@/lib/auth/email/reset-password";
import { newPasswordField, PASSWORD_LENGTH } from "@/lib/auth/users";
import { completeLogin } from "@/lib/complete-login";
import { NewDocument, submit } from "@/lib/http/forms";
import { cookieStore } from "@/lib/session/cookie-store";
import { flash } from "@/lib/session/flash";
import { FormPage, FormSkeleton } from "../form-page";
import { SheetForm } from "../sheet-form";

export const metadata: Metadata = { title: "Set a new password" };

const definition = {
  id: "reset-password",
  fields: z.object({ email: z.string(), newPassword: newPasswordField }),
};

const readToken = async () => (await cookieStore.value(resetLinkCookie)) ?? "";

async function setPassword(_: unknown, form: FormData) {
  "use server";
  return submit(definition, form, async ({ email, newPassword }) => {
    const token = await readToken();
    // A link that was opened since, by another site for example, may be for another account than the page shows.
    const isShown = (await resetLinkEmail(token)) === email;
    const verified = isShown ? await resetPassword(token, newPassword) : null;
    const moved = verified && (await completeLogin(verified.user, verified));
    if (!verified || moved === false) return { form: LINK_EXPIRED };
    await flash("success", "Your password is set. All other devices are logged out.");
    if (moved) await flash("info", moved);
    return new NewDocument("/");
  });
}

export default function ResetPasswordPage() {
  return (
    <FormPage title="Set a new password" skeleton={<FormSkeleton fields={1} />}>
      <ResetPasswordForm />
    </FormPage>
  );
}

async function ResetPasswordForm() {
  const email = await resetLinkEmail(await readToken());
  if (!email) {
    return (
      <p className="mt-8 text-muted-foreground">
        {LINK_EXPIRED}{" "}
        <Link href="/forgot-password" className="link">
          Send a new link
        </Link>
      </p>
    );
  }
  return (
    <>
      <p className="mt-3 wrap-anywhere text-muted-foreground">For {email}</p>
      <SheetForm form={definition} action={setPassword}>
        {/* For the action, and for password managers. */}
        <input hidden name="email" autoComplete="username" defaultValue={email} readOnly />
        <Field
          label="New password"
          name="newPassword"
          type="password"
          autoComplete="new-password"
          hint={`At least ${PASSWORD_LENGTH.min} characters. This logs out all other devices.`}
          required
        />
        <SubmitButton>Set password</SubmitButton>
      </SheetForm>
    </>
  );
}
