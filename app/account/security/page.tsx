import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { requireFreshUser } from "@/lib/auth";
import { deleteAccount } from "@/lib/auth/account";
import { RateLimitError } from "@/lib/auth/rate-limit-error";
import { completeLogout } from "@/lib/complete-logout";
import { flash } from "@/lib/session/flash";
import { AccountPage } from "../account-page";
import { Section } from "../section";
import { EmailSection } from "./email-section";
import { LinkedLogins } from "./linked-logins";
import { Passkeys } from "./passkeys";
import { PasswordSection } from "./password-section";

export const metadata: Metadata = { title: "Security" };
export const instant = false;

async function deleteOwnAccount() {
  "use server";
  try {
    await deleteAccount(await requireFreshUser());
  } catch (error) {
    if (!(error instanceof RateLimitError)) throw error;
    await flash("error", error.message);
    redirect("/account/security");
  }
  await completeLogout();
  await flash("info", "Your account was deleted.");
  redirect("/");
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
        <details className="mt-4">
          <summary className="link cursor-pointer py-2.5">I want to delete my account</summary>
          <p className="mt-2 text-muted-foreground">
            This deletes your account and all its data immediately. It cannot be undone.
          </p>
          <form action={deleteOwnAccount} className="mt-4">
            <SubmitButton className="button button-quiet">Delete account</SubmitButton>
          </form>
        </details>
      </Section>
    </AccountPage>
  );
}
