import type { Metadata } from "next";
import Link from "next/link";
import { UnmountOnHide } from "@/app/_components/ui/unmount-on-hide";
import { Field, Form } from "@/app/_components/ui/form";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { PASSWORD_LENGTH } from "@/lib/auth/users";
import { formState } from "@/lib/http/forms";
import { safeNext } from "@/lib/routes";
import { FormPage, FormWaiting } from "../form-page";
import { withNext } from "../next-page";
import { signUpAction } from "./actions";

export const metadata: Metadata = { title: "Sign up" };

export default function SignupPage({ searchParams }: PageProps<"/signup">) {
  return (
    <FormPage title="Sign up">
      <p className="mt-3 text-muted">A name, an address, a password. Nothing to confirm.</p>
      <DynamicSection fallback={<FormWaiting rows={3} />}>
        <SignupForm searchParams={searchParams} />
      </DynamicSection>
    </FormPage>
  );
}

async function SignupForm({ searchParams }: Pick<PageProps<"/signup">, "searchParams">) {
  const [{ next }, initial] = await Promise.all([searchParams, formState("signup")]);
  const target = safeNext(next);
  return (
    <UnmountOnHide>
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
    </UnmountOnHide>
  );
}
