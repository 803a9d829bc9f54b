import type { Metadata } from "next";
import Link from "next/link";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { UnmountOnHide } from "@/app/_components/ui/unmount-on-hide";
import { PASSWORD_LENGTH } from "@/lib/auth/users";
import { safeNext, withNext } from "@/lib/routes";
import { FormPage, FormSkeleton } from "../form-page";
import { ProviderLinks } from "../provider-links";
import { signUpAction } from "./actions";
import { signupForm } from "./form";

export const metadata: Metadata = { title: "Sign up" };

export default function SignupPage({ searchParams }: PageProps<"/signup">) {
  return (
    <FormPage title="Sign up">
      <DynamicSection fallback={<FormSkeleton fields={3} />}>
        <SignupForm searchParams={searchParams} />
      </DynamicSection>
    </FormPage>
  );
}

async function SignupForm({ searchParams }: Pick<PageProps<"/signup">, "searchParams">) {
  const target = safeNext((await searchParams).next);
  return (
    <UnmountOnHide>
      <Form
        form={signupForm}
        action={signUpAction}
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
      <ProviderLinks next={target} />
      <p className="mt-6 text-muted-foreground">
        Already have an account?{" "}
        <Link href={withNext("/login", target)} className="link">
          Log in
        </Link>
      </p>
    </UnmountOnHide>
  );
}
