import * as z from "zod";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import type { User } from "@/lib/auth";
import { changeEmail } from "@/lib/auth/account";
import { requestEmailChange } from "@/lib/auth/email/confirm-email";
import { emailField } from "@/lib/auth/users";
import { submitAsUser } from "@/lib/http/forms";
import { isMailOn } from "@/lib/mail/transport";
import { flash } from "@/lib/session/flash";
import { Section } from "../section";

const definition = { id: "email", fields: z.object({ email: emailField }), fresh: true };

async function saveEmail(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(definition, form, async ({ email }, user) => {
    if (email === user.email) return { email: "This is your address already." };
    if (isMailOn()) {
      await requestEmailChange(user, email);
      const message = `Open the link that we sent to ${email}. Until then the old address counts.`;
      return flash("info", message);
    }
    const isChanged = await changeEmail(user, email);
    if (!isChanged) return { email: "This address already has an account." };
    await flash("success", `Your email address is now ${email}.`);
  });
}

/** Changes the address: at once, or when the link in a mail has been opened. */
export function EmailSection({ user }: { user: User }) {
  return (
    <Section title="Email address">
      <Form form={definition} action={saveEmail} className="mt-4 grid max-w-sm gap-5">
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
    </Section>
  );
}
