import type { Metadata } from "next";
import Link from "next/link";
import * as z from "zod";
import { AnnounceUser } from "@/app/_components/session/announce-user";
import { Checkbox, Field } from "@/app/_components/ui/field";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { getAuth } from "@/lib/auth";
import { wantsPasskeyOffer } from "@/lib/auth/passkeys/passkeys";
import { authenticate, logInFields } from "@/lib/auth/users";
import { completeLogin } from "@/lib/complete-login";
import { NewDocument, submit } from "@/lib/http/forms";
import { isMailOn } from "@/lib/mail/transport";
import { HOME, pageLabel, safeNext, withNext } from "@/lib/routes";
import { updateSession } from "@/lib/session";
import { flash } from "@/lib/session/flash";
import { FormPage, FormSkeleton } from "../form-page";
import { ProviderLinks } from "../provider-links";
import { SheetForm } from "../sheet-form";
import { explanation } from "./explanation";
import { PasskeyLogin } from "./passkey-login";

export const metadata: Metadata = { title: "Log in" };

const definition = {
  id: "login",
  fields: logInFields.extend({ remember: z.string(), next: z.string() }),
};

async function logInWithPassword(_: unknown, form: FormData) {
  "use server";
  return submit(definition, form, async ({ remember, next, ...credentials }) => {
    const verified = await authenticate(credentials);
    const permanent = remember === "on" || undefined;
    const moved = verified && (await completeLogin(verified.user, { ...verified, permanent }));
    if (!verified || moved === false) return { form: "The email address or password is wrong." };
    if (await wantsPasskeyOffer(verified.user.id)) await updateSession({ offersPasskey: true });
    await flash("success", `Welcome back, ${verified.user.name}.`);
    if (moved) await flash("info", moved);
    return new NewDocument(safeNext(next));
  });
}

export default function LoginPage({ searchParams }: PageProps<"/login">) {
  return (
    <FormPage title="Log in" skeleton={<LoginSkeleton />}>
      <LoginForm searchParams={searchParams} />
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
    <>
      {auth.status !== "unavailable" && (
        <AnnounceUser userId={auth.status === "user" ? auth.user.id : ""} />
      )}
      <p className="mt-3 text-muted-foreground">{explanation(auth, target)}</p>
      {auth.status === "user" && auth.session.fresh && target !== HOME && (
        // They logged in with another tab.
        <Link href={target} className="link mt-3 inline-block">
          Continue to {pageLabel(target)}
        </Link>
      )}
      <SheetForm form={definition} action={logInWithPassword}>
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
      </SheetForm>
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
    </>
  );
}
