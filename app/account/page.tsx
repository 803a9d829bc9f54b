import type { Metadata } from "next";
import * as z from "zod";
import { AccentChoice } from "@/app/_components/session/accent-choice";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { requireUser } from "@/lib/auth";
import { updateProfile } from "@/lib/auth/account";
import { nameField } from "@/lib/auth/users";
import { submitAsUser } from "@/lib/http/forms";
import { getSession, updateSession } from "@/lib/session";
import { flash } from "@/lib/session/flash";
import { accents } from "@/lib/session/schema";
import { AccountPage } from "./account-page";
import { ConfirmEmail } from "./confirm-email";
import { PasskeyOffer } from "./passkey-offer";
import { Section } from "./section";

export const metadata: Metadata = { title: "Your account" };
// No static shell: a private page responds with its content or a redirect, not with a part of a page.
export const instant = false;

const nameForm = { id: "name", fields: z.object({ name: nameField }) };

async function changeName(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(nameForm, form, async ({ name }, user) => {
    await updateProfile(user.id, { name });
    await flash("success", "Saved.");
  });
}

const accentForm = { id: "accent", fields: z.object({ accent: z.enum(accents) }) };

async function saveAccent(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(accentForm, form, async ({ accent }, user) => {
    await updateProfile(user.id, { accent });
    await updateSession({ accent });
    await flash("success", "Preferences saved.");
  });
}

export default async function ProfilePage() {
  const user = await requireUser();
  const { accent } = await getSession();
  return (
    <AccountPage title="Your account" text={user.email}>
      <PasskeyOffer user={user} />
      <ConfirmEmail user={user} />
      <Section title="Profile">
        <Form form={nameForm} action={changeName} className="mt-4 grid max-w-sm gap-5">
          <Field label="Name" name="name" autoComplete="name" defaultValue={user.name} required />
          <SubmitButton className="button button-primary justify-self-start">Save</SubmitButton>
        </Form>
      </Section>
      <Section title="Preferences">
        <Form form={accentForm} action={saveAccent} className="mt-4 grid justify-items-start gap-5">
          <AccentChoice chosen={accent} />
          <SubmitButton className="button button-quiet">Save preferences</SubmitButton>
        </Form>
      </Section>
    </AccountPage>
  );
}
