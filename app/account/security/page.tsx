import type { Metadata } from "next";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { requireFreshUser } from "@/lib/auth";
import { PASSWORD_LENGTH } from "@/lib/auth/users";
import { AccountNav } from "../account-nav";
import { changeEmailAction, changePasswordAction, deleteAccountAction } from "./actions";
import { emailForm, passwordForm } from "./forms";

export const metadata: Metadata = { title: "Security" };
export const instant = false;

export default async function SecurityPage() {
  const user = await requireFreshUser();
  return (
    <div className="mx-auto grid max-w-2xl gap-8">
      <h1>Security</h1>
      <AccountNav />
      <section aria-labelledby="password" className="sheet p-6 sm:p-8">
        <h2 id="password">Password</h2>
        <p className="mt-1 text-muted-foreground">A new password logs out all other devices.</p>
        <Form
          form={passwordForm}
          action={changePasswordAction}
          className="mt-4 grid max-w-sm gap-5"
        >
          <Field
            label="Current password"
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            required
          />
          <Field
            label="New password"
            name="newPassword"
            type="password"
            autoComplete="new-password"
            hint={`At least ${PASSWORD_LENGTH.min} characters.`}
            required
          />
          <SubmitButton className="button button-primary justify-self-start">
            Change password
          </SubmitButton>
        </Form>
      </section>
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
