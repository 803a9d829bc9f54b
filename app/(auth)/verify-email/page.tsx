import type { Metadata } from "next";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { confirmLinkEmail } from "@/lib/auth/email/confirm-email";
import { emailLinkCookie } from "@/lib/auth/email/link-cookies";
import { LINK_EXPIRED } from "@/lib/auth/email/links";
import { cookieStore } from "@/lib/session/cookie-store";
import { FormPage, FormSkeleton } from "../form-page";
import { verifyEmailAction } from "./actions";
import { verifyEmailForm } from "./form";

export const metadata: Metadata = { title: "Confirm your address" };

export default function VerifyEmailPage() {
  return (
    <FormPage title="Confirm your address">
      <DynamicSection fallback={<FormSkeleton fields={0} />}>
        <VerifyEmailForm />
      </DynamicSection>
    </FormPage>
  );
}

async function VerifyEmailForm() {
  const email = await confirmLinkEmail((await cookieStore.value(emailLinkCookie)) ?? "");
  if (!email) return <p className="mt-8 text-muted-foreground">{LINK_EXPIRED}</p>;
  return (
    <Form
      form={verifyEmailForm}
      action={verifyEmailAction}
      className="sheet mt-8 grid gap-5 p-6 sm:p-8"
    >
      <input type="hidden" name="email" value={email} />
      <p>
        Is <strong className="wrap-anywhere">{email}</strong> your address, and did you create this
        account?
      </p>
      <SubmitButton>Confirm address</SubmitButton>
    </Form>
  );
}
