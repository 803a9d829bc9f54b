import type { Metadata } from "next";
import Link from "next/link";
import * as z from "zod";
import { Field } from "@/app/_components/ui/field";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { createUser, PASSWORD_LENGTH, signUpFields } from "@/lib/auth/users";
import { completeLogin } from "@/lib/complete-login";
import { NewDocument, submit } from "@/lib/http/forms";
import { safeNext, withNext } from "@/lib/routes";
import { flash } from "@/lib/session/flash";
import { FormPage, FormSkeleton } from "../form-page";
import { ProviderLinks } from "../provider-links";
import { SheetForm } from "../sheet-form";

export const metadata: Metadata = { title: "Sign up" };

const definition = { id: "signup", fields: signUpFields.extend({ next: z.string() }) };

async function signUp(_: unknown, form: FormData) {
  "use server";
  return submit(definition, form, async ({ next, ...fields }) => {
    const created = await createUser(fields);
    if (!created) return { email: "This address already has an account. Log in instead." };
    const moved = await completeLogin(created.user, created);
    await flash("success", `Welcome, ${created.user.name}. Your account is ready.`);
    if (moved) await flash("info", moved);
    return new NewDocument(safeNext(next));
  });
}

export default function SignupPage({ searchParams }: PageProps<"/signup">) {
  return (
    <FormPage title="Sign up" skeleton={<FormSkeleton fields={3} />}>
      <SignupForm searchParams={searchParams} />
    </FormPage>
  );
}

async function SignupForm({ searchParams }: Pick<PageProps<"/signup">, "searchParams">) {
  const target = safeNext((await searchParams).next);
  return (
    <>
      <SheetForm form={definition} action={signUp}>
        <input type="hidden" name="next" value={target} />
        <Field label="Name" name="name" autoComplete="name" required />
        <Field label="Email" name="email" type="email" autoComplete="username" required />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint={`At least ${PASSWORD_LENGTH.min} characters. A short sentence is easy to remember.`}
          required
        />
        <SubmitButton>Sign up</SubmitButton>
      </SheetForm>
      <ProviderLinks next={target} />
      <p className="mt-6 text-muted-foreground">
        Already have an account?{" "}
        <Link href={withNext("/login", target)} className="link">
          Log in
        </Link>
      </p>
    </>
  );
}
