import type { Metadata } from "next";
import Link from "next/link";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { UnmountOnHide } from "@/app/_components/ui/unmount-on-hide";
import { resetLinkCookie } from "@/lib/auth/email/link-cookies";
import { LINK_EXPIRED } from "@/lib/auth/email/links";
import { resetLinkEmail } from "@/lib/auth/email/reset-password";
import { PASSWORD_LENGTH } from "@/lib/auth/users";
import { cookieStore } from "@/lib/session/cookie-store";
import { FormPage, FormSkeleton } from "../form-page";
import { resetPasswordAction } from "./actions";
import { resetPasswordForm } from "./form";

export const metadata: Metadata = { title: "Set a new password" };

export default function ResetPasswordPage() {
  return (
    <FormPage title="Set a new password">
      <DynamicSection fallback={<FormSkeleton fields={1} />}>
        <ResetPasswordForm />
      </DynamicSection>
    </FormPage>
  );
}

async function ResetPasswordForm() {
  const email = await resetLinkEmail((await cookieStore.value(resetLinkCookie)) ?? "");
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
    <UnmountOnHide>
      <p className="mt-3 wrap-anywhere text-muted-foreground">For {email}</p>
      <Form
        form={resetPasswordForm}
        action={resetPasswordAction}
        className="sheet mt-8 grid gap-5 p-6 text-left sm:p-8"
      >
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
      </Form>
    </UnmountOnHide>
  );
}
