import type { Metadata } from "next";
import { connection } from "next/server";
import * as z from "zod";
import { Field } from "@/app/_components/ui/field";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { requestPasswordReset, RESET_REQUESTED } from "@/lib/auth/email/reset-password";
import { emailField } from "@/lib/auth/users";
import { submit } from "@/lib/http/forms";
import { isMailOn, MAIL_OFF } from "@/lib/mail/transport";
import { flash } from "@/lib/session/flash";
import { FormPage, FormSkeleton } from "../form-page";
import { SheetForm } from "../sheet-form";

export const metadata: Metadata = { title: "Forgot password" };

const definition = { id: "forgot-password", fields: z.object({ email: emailField }) };

async function sendLink(_: unknown, form: FormData) {
  "use server";
  return submit(definition, form, async ({ email }) => {
    if (!isMailOn()) return { form: MAIL_OFF };
    await requestPasswordReset(email);
    await flash("info", RESET_REQUESTED);
  });
}

export default function ForgotPasswordPage() {
  return (
    <FormPage title="Forgot your password?" skeleton={<FormSkeleton fields={1} />}>
      <ForgotPasswordForm />
    </FormPage>
  );
}

async function ForgotPasswordForm() {
  await connection();
  if (!isMailOn()) return <p className="mt-8 text-muted-foreground">{MAIL_OFF}</p>;
  return (
    <SheetForm form={definition} action={sendLink}>
      <Field
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        hint="We send you a link to set a new password."
        required
      />
      <SubmitButton>Send reset link</SubmitButton>
    </SheetForm>
  );
}
