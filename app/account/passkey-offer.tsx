import { refresh } from "next/cache";
import * as z from "zod";
import { AddPasskey } from "@/app/_components/passkeys/add-passkey";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import type { User } from "@/lib/auth";
import { updateProfile } from "@/lib/auth/account";
import { wantsPasskeyOffer } from "@/lib/auth/passkeys/passkeys";
import { submitAsUser } from "@/lib/http/forms";
import { getSession } from "@/lib/session";
import { Section } from "./section";

const definition = { id: "hide-passkey-offer", fields: z.object({}) };

async function hideOffer(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(definition, form, async (_data, user) => {
    await updateProfile(user.id, { hidesPasskeyOffer: true });
    refresh();
  });
}

/** After a login with a password: offers to add a passkey, until the user has one or does not want one. */
export async function PasskeyOffer({ user }: { user: User }) {
  const { offersPasskey } = await getSession();
  if (!offersPasskey || !(await wantsPasskeyOffer(user.id))) return null;
  return (
    <Section
      data-script-only
      title="Log in without a password"
      text="With a passkey you log in with your fingerprint, face or screen lock."
    >
      <div className="mt-4 flex flex-wrap items-start gap-3">
        <AddPasskey />
        <Form form={definition} action={hideOffer}>
          <SubmitButton className="button px-3 text-muted-foreground hover:text-ink">
            Not now
          </SubmitButton>
        </Form>
      </div>
    </Section>
  );
}
