import * as z from "zod";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { UnmountOnHide } from "@/app/_components/ui/unmount-on-hide";
import type { User } from "@/lib/auth";
import { changePassword } from "@/lib/auth/account";
import { sendPasswordLink } from "@/lib/auth/email/reset-password";
import { hasPassword } from "@/lib/auth/login-methods";
import { newPasswordField, PASSWORD_LENGTH } from "@/lib/auth/users";
import { submitAsUser } from "@/lib/http/forms";
import { isMailOn } from "@/lib/mail/transport";
import { flash } from "@/lib/session/flash";
import { Section } from "../section";

const passwordForm = {
  id: "password",
  fields: z.object({ currentPassword: z.string().max(1000), newPassword: newPasswordField }),
  fresh: true,
};

const linkForm = { id: "password-link", fields: z.object({}), fresh: true };

async function savePassword(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(passwordForm, form, async ({ currentPassword, newPassword }, user) => {
    const isChanged = await changePassword(user, currentPassword, newPassword);
    if (!isChanged) return { currentPassword: "This is not your current password." };
    await flash("success", "Password changed. All other devices are logged out.");
  });
}

async function sendLink(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(linkForm, form, async (_data, user) => {
    await sendPasswordLink(user);
    await flash("info", `We sent a link to ${user.email}. It works for 30 minutes.`);
  });
}

/** Changes the password; an account without one gets a link to set it. */
export async function PasswordSection({ user }: { user: User }) {
  if (await hasPassword(user)) {
    return (
      <Section title="Password" text="A new password logs out all other devices.">
        <UnmountOnHide>
          <Form form={passwordForm} action={savePassword} className="mt-4 grid max-w-sm gap-5">
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
        </UnmountOnHide>
      </Section>
    );
  }
  const text = isMailOn()
    ? "We can send you a link to set one. Setting it logs out all other devices."
    : "This site sends no mail, so you cannot set one.";
  return (
    <Section title="Password" text={`Your account has no password. ${text}`}>
      {isMailOn() && (
        <Form form={linkForm} action={sendLink} className="mt-4 grid gap-5">
          <SubmitButton className="button button-primary justify-self-start">
            Send a link to set a password
          </SubmitButton>
        </Form>
      )}
    </Section>
  );
}
