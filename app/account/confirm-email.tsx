import * as z from "zod";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import type { User } from "@/lib/auth";
import { isEmailConfirmed, resendConfirmation } from "@/lib/auth/email/confirm-email";
import { submitAsUser } from "@/lib/http/forms";
import { isMailOn } from "@/lib/mail/transport";
import { flash } from "@/lib/session/flash";
import { Section } from "./section";

const definition = { id: "confirm-email", fields: z.object({}) };

async function sendAgain(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(definition, form, async (_data, user) => {
    await resendConfirmation(user);
    await flash("info", `We sent a link to ${user.email}.`);
  });
}

/** Asks a user whose address is not confirmed to do so. */
export async function ConfirmEmail({ user }: { user: User }) {
  if (!isMailOn() || (await isEmailConfirmed(user))) return null;
  const address = <span className="wrap-anywhere">{user.email}</span>;
  return (
    <Section title="Confirm your address" text={<>Open the link that we sent to {address}.</>}>
      <Form form={definition} action={sendAgain} className="mt-4 grid gap-5">
        <SubmitButton className="button button-quiet justify-self-start">Send again</SubmitButton>
      </Form>
    </Section>
  );
}
