import type { Metadata } from "next";
import Link from "next/link";
import { Ephemeral } from "@/app/_components/ephemeral";
import { Field, Form } from "@/app/_components/form";
import { Hole } from "@/app/_components/hole";
import { SubmitButton } from "@/app/_components/submit-button";
import { PASSWORD_LENGTH } from "@/lib/auth/people";
import { formState } from "@/lib/forms";
import { safeNext } from "@/lib/routes";
import { FormPage, FormWaiting } from "../form-page";
import { withNext } from "../next-page";
import { signUpAction } from "./actions";

export const metadata: Metadata = { title: "Sign up" };

export default function SignupPage({ searchParams }: PageProps<"/signup">) {
  return (
    <FormPage title="Sign up">
      <p className="mt-3 text-muted">A name, an address, a password. Nothing to confirm.</p>
      <Hole fallback={<FormWaiting rows={3} />}>
        <SignupForm searchParams={searchParams} />
      </Hole>
    </FormPage>
  );
}

async function SignupForm({ searchParams }: Pick<PageProps<"/signup">, "searchParams">) {
  const [{ next }, initial] = await Promise.all([searchParams, formState("signup")]);
  const target = safeNext(next);
  return (
    <Ephemeral>
      <Form
        action={signUpAction}
        initial={initial}
        className="sheet mt-8 grid gap-5 p-6 text-left sm:p-8"
      >
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
      </Form>
      <p className="mt-6 text-muted">
        Been here before?{" "}
        <Link href={withNext("/login", target)} className="link">
          Go to your account
        </Link>
      </p>
    </Ephemeral>
  );
}
