import type { Metadata } from "next";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { requireFreshUser } from "@/lib/auth";
import { AccountNav } from "../account-nav";
import { changeEmailAction, deleteAccountAction } from "./actions";
import { emailForm } from "./forms";
import { LinkedLogins } from "./linked-logins";
import { Passkeys } from "./passkeys";
import { PasswordSection } from "./password-section";

export const metadata: Metadata = { title: "Security" };
export const instant = false;

export default async function SecurityPage() {
  const user = await requireFreshUser();
  return (
    <div className="mx-auto grid max-w-2xl gap-8">
      <h1>Security</h1>
      <AccountNav />
      <PasswordSection user={user} />
      <Passkeys user={user} />
      <LinkedLogins user={user} />
      <section aria-labelledby="email" className="sheet p-6 sm:p-8">
        <h2 id="email">Email address</h2>
        <Form form={emailForm} action={changeEmailAction} className="mt-4 grid max-w-sm gap-5">
          <Field
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={user.email}
            required
          />
          <SubmitButton className="button button-primary justify-self-start">
            Change email address
          </SubmitButton>
        </Form>
      </section>
      <section aria-labelledby="delete" className="sheet p-6 sm:p-8">
        <h2 id="delete">Delete account</h2>
        <details className="mt-4">
          <summary className="link cursor-pointer py-2.5">I want to delete my account</summary>
          <p className="mt-2 text-muted-foreground">
            This deletes your account and all its data immediately. It cannot be undone.
          </p>
          <form action={deleteAccountAction} className="mt-4">
            <SubmitButton className="button button-quiet">Delete account</SubmitButton>
          </form>
        </details>
      </section>
    </div>
  );
}
