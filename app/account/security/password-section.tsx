import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import type { User } from "@/lib/auth";
import { hasPassword } from "@/lib/auth/login-methods";
import { PASSWORD_LENGTH } from "@/lib/auth/users";
import { isMailOn } from "@/lib/mail/transport";
import { changePasswordAction, sendPasswordLinkAction } from "./actions";
import { passwordForm, passwordLinkForm } from "./forms";

/** Changes the password; an account without one gets a link to set it. */
export async function PasswordSection({ user }: { user: User }) {
  return (
    <section aria-labelledby="password" className="sheet p-6 sm:p-8">
      <h2 id="password">Password</h2>
      {(await hasPassword(user)) ? <ChangePassword /> : <SetPassword />}
    </section>
  );
}

function SetPassword() {
  if (!isMailOn()) {
    return (
      <p className="mt-1 text-muted-foreground">
        Your account has no password. This site sends no mail, so you cannot set one.
      </p>
    );
  }
  return (
    <>
      <p className="mt-1 text-muted-foreground">
        Your account has no password. We can send you a link to set one. Setting it logs out all
        other devices.
      </p>
      <Form form={passwordLinkForm} action={sendPasswordLinkAction} className="mt-4 grid gap-5">
        <SubmitButton className="button button-primary justify-self-start">
          Send a link to set a password
        </SubmitButton>
      </Form>
    </>
  );
}

function ChangePassword() {
  return (
    <>
      <p className="mt-1 text-muted-foreground">A new password logs out all other devices.</p>
      <Form form={passwordForm} action={changePasswordAction} className="mt-4 grid max-w-sm gap-5">
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
    </>
  );
}
