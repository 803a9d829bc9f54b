import type { Metadata } from "next";
import Link from "next/link";
import { UnmountOnHide } from "@/app/_components/ui/unmount-on-hide";
import { Checkbox, Field, Form } from "@/app/_components/ui/form";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { whoIsHere, type User } from "@/lib/auth";
import { whyEnded } from "@/lib/auth/why-ended";
import { formState } from "@/lib/http/forms";
import { HOME, protectedPageName, safeNext } from "@/lib/routes";
import { FormPage, FormWaiting } from "../form-page";
import { withNext } from "../next-page";
import { logInAction } from "./actions";

export const metadata: Metadata = { title: "Log in" };

export default function LoginPage({ searchParams }: PageProps<"/login">) {
  return (
    <FormPage title="Log in">
      <DynamicSection fallback={<LoginWaiting />}>
        <LoginForm searchParams={searchParams} />
      </DynamicSection>
    </FormPage>
  );
}

function LoginWaiting() {
  return (
    <>
      <p data-waiting aria-hidden className="skeleton mx-auto mt-3 h-6 w-48" />
      <FormWaiting rows={2}>
        <span className="skeleton h-11 w-36" />
      </FormWaiting>
    </>
  );
}

async function LoginForm({ searchParams }: Pick<PageProps<"/login">, "searchParams">) {
  const { next, ended } = await searchParams;
  const [user, reason, initial] = await Promise.all([
    whoIsHere(),
    whyEnded(ended),
    formState("login"),
  ]);
  const target = safeNext(next);
  return (
    <UnmountOnHide>
      <p className="mt-3 text-muted">
        {reason} {invitation(target, user)}
      </p>
      <Form
        action={logInAction}
        initial={initial}
        className="sheet mt-8 grid gap-5 p-6 text-left sm:p-8"
      >
        <input type="hidden" name="next" value={target} />
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={user && user !== "unknown" ? user.email : undefined}
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
      </Form>
      <p className="mt-6 text-muted">
        New here?{" "}
        <Link href={withNext("/signup", target)} className="link">
          Make an account
        </Link>
      </p>
    </UnmountOnHide>
  );
}

function invitation(target: string, user: User | null | "unknown"): string {
  if (user === "unknown")
    return "Our database does not answer right now, so nobody can log in. Try again soon.";
  if (user && target !== HOME)
    return `${user.name}, give your password once more to go on to ${protectedPageName(target)}.`;
  if (user) return `You are logged in as ${user.name}.`;
  return target === HOME ? "Good to see you again." : `Log in to see ${protectedPageName(target)}.`;
}
