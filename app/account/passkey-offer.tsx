import { redirect } from "next/navigation";
import { AddPasskey } from "@/app/_components/passkeys/add-passkey";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { requireUser, type User } from "@/lib/auth";
import { updateProfile } from "@/lib/auth/account";
import { wantsPasskeyOffer } from "@/lib/auth/passkeys/passkeys";
import { getSession } from "@/lib/session";
import { Section } from "./section";

async function hideOffer() {
  "use server";
  await updateProfile((await requireUser()).id, { hidesPasskeyOffer: true });
  redirect("/account");
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
        <form action={hideOffer}>
          <SubmitButton className="button px-3 text-muted-foreground hover:text-ink">
            Not now
          </SubmitButton>
        </form>
      </div>
    </Section>
  );
}
