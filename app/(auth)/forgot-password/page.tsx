import type { Metadata } from "next";
import { connection } from "next/server";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { UnmountOnHide } from "@/app/_components/ui/unmount-on-hide";
import { isMailOn, MAIL_OFF } from "@/lib/mail/transport";
import { FormPage, FormSkeleton } from "../form-page";
import { forgotPasswordAction } from "./actions";
import { forgotPasswordForm } from "./form";

export const metadata: Metadata = { title: "Forgot password" };

export default function ForgotPasswordPage() {
  return (
    <FormPage title="Forgot your password?">
      <DynamicSection fallback={<FormSkeleton fields={1} />}>
        <ForgotPasswordForm />
      </DynamicSection>
    </FormPage>
  );
}

async function ForgotPasswordForm() {
  await connection();
  if (!isMailOn()) return <p className="mt-8 text-muted-foreground">{MAIL_OFF}</p>;
  return (
    <UnmountOnHide>
      <Form
        form={forgotPasswordForm}
        action={forgotPasswordAction}
        className="sheet mt-8 grid gap-5 p-6 text-left sm:p-8"
      >
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          hint="We send you a link to set a new password."
          required
        />
        <SubmitButton>Send reset link</SubmitButton>
      </Form>
    </UnmountOnHide>
  );
}
