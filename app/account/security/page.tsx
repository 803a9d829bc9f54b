import type { Metadata } from "next";
import * as z from "zod";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { requireFreshUser } from "@/lib/auth";
import { deleteAccount } from "@/lib/auth/account";
import { completeLogout } from "@/lib/complete-logout";
import { NewDocument, submitAsUser } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { AccountPage } from "../account-page";
import { Section } from "../section";
import { EmailSection } from "./email-section";
import { LinkedLogins } from "./linked-logins";
import { Passkeys } from "./passkeys";
import { PasswordSection } from "./password-section";

export const metadata: Metadata = { title: "Security" };
export const instant = false;

const deletion = { id: "delete-account", fields: z.object({}), fresh: true };

async function deleteOwnAccount(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(deletion, form, async (_data, user) => {
    await deleteAccount(user);
    await completeLogout();
    await flash("info", "Your account was deleted.");
    return new NewDocument("/");
  });
}

export default async function SecurityPage() {
  const user = await requireFreshUser();
  return (
    <AccountPage title="Security">
      <PasswordSection user={user} />
      <Passkeys user={user} />
      <LinkedLogins user={user} />
      <EmailSection user={user} />
      <Section title="Delete account">
        {/* Around the details, so that its error message is not hidden in them. */}
        <Form form={deletion} action={deleteOwnAccount} className="mt-4 grid gap-5">
          <details>
            <summary className="link cursor-pointer py-2.5">I want to delete my account</summary>
            <p className="mt-2 text-muted-foreground">
              This deletes your account and all its data immediately. It cannot be undone.
            </p>
            <SubmitButton className="button button-quiet mt-4">Delete account</SubmitButton>
          </details>
        </Form>
      </Section>
    </AccountPage>
  );
}
