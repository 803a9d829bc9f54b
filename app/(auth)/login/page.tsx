import type { Metadata } from "next";
import Link from "next/link";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { Checkbox, Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { UnmountOnHide } from "@/app/_components/ui/unmount-on-hide";
import { getAuth, type Auth } from "@/lib/auth";
import { isMailOn } from "@/lib/mail/transport";
import { HOME, pageLabel, safeNext, withNext } from "@/lib/routes";
import { FormPage, FormSkeleton } from "../form-page";
import { ProviderLinks } from "../provider-links";
import { logInAction } from "./actions";
import { loginForm } from "./form";
import { PasskeyLogin } from "./passkey-login";

export const metadata: Metadata = { title: "Log in" };

export default function LoginPage({ searchParams }: PageProps<"/login">) {
  return (
    <FormPage title="Log in">
      <DynamicSection fallback={<LoginSkeleton />}>
        <LoginForm searchParams={searchParams} />
      </DynamicSection>
    </FormPage>
  );
}

function LoginSkeleton() {
  return (
    <>
      <p data-waiting aria-hidden className="skeleton mx-auto mt-3 h-6 w-48" />
      <FormSkeleton fields={2}>
        <span className="skeleton h-11 w-36" />
        <span className="skeleton h-11" />
      </FormSkeleton>
    </>
  );
}

async function LoginForm({ searchParams }: Pick<PageProps<"/login">, "searchParams">) {
  const [{ next }, auth] = await Promise.all([searchParams, getAuth()]);
  const target = safeNext(next);
  return (
    <UnmountOnHide>
      <p className="mt-3 text-muted-foreground">{explanation(auth, target)}</p>
      <Form
        form={loginForm}
        action={logInAction}
        className="sheet mt-8 grid gap-5 p-6 text-left sm:p-8"
      >
        <input type="hidden" name="next" value={target} />
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username webauthn"
          defaultValue={auth.status === "user" ? auth.user.email : undefined}
          required
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        <Checkbox label="Remember me" name="remember" />
        <SubmitButton>Log in</SubmitButton>
        <PasskeyLogin />
      </Form>
      <ProviderLinks next={target} />
      {isMailOn() && (
        <p className="mt-6">
          <Link href="/forgot-password" className="link">
            Forgot password?
          </Link>
        </p>
      )}
      <p className="mt-6 text-muted-foreground">
        No account yet?{" "}
        <Link href={withNext("/signup", target)} className="link">
          Sign up
        </Link>
      </p>
    </UnmountOnHide>
  );
}

const reasons = {
  idle: "You were logged out because you were inactive.",
  expired: "You were logged out because your session was too old.",
  revoked: "You were logged out from another device or by a password change.",
  unbound:
    "This browser could not show that it is the device you logged in with. Try the page again in a moment, or log in again.",
} as const;

function explanation(auth: Auth, target: string): string {
  switch (auth.status) {
    case "unavailable":
      return "Our database does not answer, so you cannot log in right now. Try again soon.";
    case "user":
      return target === HOME
        ? `You are logged in as ${auth.user.name}.`
        : `${auth.user.name}, log in again to continue to ${pageLabel(target)}.`;
    case "guest": {
      const invitation = target === HOME ? "Welcome back." : `Log in to see ${pageLabel(target)}.`;
      return auth.reason ? `${reasons[auth.reason]} ${invitation}` : invitation;
    }
  }
}
