import { AddPasskey } from "@/app/_components/passkeys/add-passkey";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import type { User } from "@/lib/auth";
import { wantsPasskeyOffer } from "@/lib/auth/passkeys/passkeys";
import { getSession } from "@/lib/session";
import { hidePasskeyOfferAction } from "./actions";

/** After a login with a password: offers to add a passkey, until the user has one or does not want one. */
export async function PasskeyOffer({ user }: { user: User }) {
  const { offersPasskey } = await getSession();
  if (!offersPasskey || !(await wantsPasskeyOffer(user.id))) return null;
  return (
    <section data-script-only aria-labelledby="passkey-offer" className="sheet p-6 sm:p-8">
      <h2 id="passkey-offer">Log in without a password</h2>
      <p className="mt-1 text-muted-foreground">
        With a passkey you log in with your fingerprint, face or screen lock.
      </p>
      <div className="mt-4 flex flex-wrap items-start gap-3">
        <AddPasskey />
        <form action={hidePasskeyOfferAction}>
          <SubmitButton className="button px-3 text-muted-foreground hover:text-ink">
            Not now
          </SubmitButton>
        </form>
      </div>
    </section>
  );
}
