import type { Metadata } from "next";
import { redirect } from "next/navigation";
import * as z from "zod";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { confirmEmail, confirmLinkEmail, LINK_REFUSED } from "@/lib/auth/email/confirm-email";
import { emailLinkCookie } from "@/lib/auth/email/link-cookies";
import { submit } from "@/lib/http/forms";
import { cookieStore } from "@/lib/session/cookie-store";
import { flash } from "@/lib/session/flash";
import { FormPage, formSheet, FormSkeleton } from "../form-page";

export const metadata: Metadata = { title: "Confirm your address" };

const definition = { id: "verify-email", fields: z.object({ email: z.string() }) };

const readToken = async () => (await cookieStore.value(emailLinkCookie)) ?? "";

async function verifyEmail(_: unknown, form: FormData) {
  "use server";
  return submit(definition, form, async ({ email }) => {
    const token = await readToken();
    // A link that was opened since, by another site for example, may be for another address than the page shows.
    const isShown = (await confirmLinkEmail(token)) === email;
    if (!isShown || !(await confirmEmail(token))) return { form: LINK_REFUSED };
    await cookieStore.delete(emailLinkCookie);
    await flash("success", `${email} is confirmed.`);
    redirect("/");
  });
}

export default function VerifyEmailPage() {
  return (
    <FormPage title="Confirm your address" skeleton={<FormSkeleton fields={0} />}>
      <VerifyEmailForm />
    </FormPage>
  );
}

async function VerifyEmailForm() {
  const email = await confirmLinkEmail(await readToken());
  if (!email) return <p className="mt-8 text-muted-foreground">{LINK_REFUSED}</p>;
  return (
    <Form form={definition} action={verifyEmail} className={formSheet}>
      <input type="hidden" name="email" value={email} />
      <p className="text-center">
        Is <strong className="wrap-anywhere">{email}</strong> your address, and did you create this
        account?
      </p>
      <SubmitButton>Confirm address</SubmitButton>
    </Form>
  );
}
