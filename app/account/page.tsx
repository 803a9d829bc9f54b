import type { Metadata } from "next";
import { AccentChoice } from "@/app/_components/session/accent-choice";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { requireUser } from "@/lib/auth";
import { isEmailConfirmed } from "@/lib/auth/email/confirm-email";
import { isMailOn } from "@/lib/mail/transport";
import { getSession } from "@/lib/session";
import { AccountNav } from "./account-nav";
import { changeNameAction, savePreferencesAction, sendConfirmationAction } from "./actions";
import { confirmEmailForm, nameForm } from "./forms";
import { PasskeyOffer } from "./passkey-offer";

export const metadata: Metadata = { title: "Your account" };
// No static shell: a private page responds with its content or a redirect, not with a part of a page.
export const instant = false;

export default async function AccountPage() {
  const user = await requireUser();
  const { accent } = await getSession();
  const needsConfirmation = isMailOn() && !(await isEmailConfirmed(user));
  return (
    <div className="mx-auto grid max-w-2xl gap-8">
      <div>
        <h1>Your account</h1>
        <p className="mt-3 wrap-anywhere text-muted-foreground">{user.email}</p>
      </div>
      <AccountNav />
      <PasskeyOffer user={user} />
      {needsConfirmation && (
        <section aria-labelledby="confirm" className="sheet p-6 sm:p-8">
          <h2 id="confirm">Confirm your address</h2>
          <p className="mt-1 text-muted-foreground">
            Open the link that we sent to <span className="wrap-anywhere">{user.email}</span>.
          </p>
          <Form form={confirmEmailForm} action={sendConfirmationAction} className="mt-4 grid gap-5">
            <SubmitButton className="button button-quiet justify-self-start">
              Send again
            </SubmitButton>
          </Form>
        </section>
      )}
      <section aria-labelledby="profile" className="sheet p-6 sm:p-8">
        <h2 id="profile">Profile</h2>
        <Form form={nameForm} action={changeNameAction} className="mt-4 grid max-w-sm gap-5">
          <Field label="Name" name="name" autoComplete="name" defaultValue={user.name} required />
          <SubmitButton className="button button-primary justify-self-start">Save</SubmitButton>
        </Form>
      </section>
      <section aria-labelledby="preferences" className="sheet p-6 sm:p-8">
        <h2 id="preferences">Preferences</h2>
        <form action={savePreferencesAction} className="mt-4 grid justify-items-start gap-5">
          <AccentChoice chosen={accent} />
          <SubmitButton className="button button-quiet">Save preferences</SubmitButton>
        </form>
      </section>
    </div>
  );
}
