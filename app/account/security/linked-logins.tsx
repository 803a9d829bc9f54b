import * as z from "zod";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { ownSessionId, type User } from "@/lib/auth";
import { LAST_LOGIN } from "@/lib/auth/login-methods";
import { listLinkedLogins, providerName, unlinkLogin } from "@/lib/auth/oauth/linked-logins";
import { listProviders } from "@/lib/auth/oauth/providers";
import { submitAsUser } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { Section } from "../section";

/** The buttons are named `login`: the provider, a space and its id of the user. */
const definition = { id: "unlink", fields: z.object({ login: z.string() }), fresh: true };

async function unlink(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(definition, form, async ({ login }, user) => {
    const [provider = "", ...subject] = login.split(" ");
    const isUnlinked = await unlinkLogin(user, { provider, subject: subject.join(" ") });
    if (!isUnlinked) return { form: LAST_LOGIN };
    await flash("success", "The login is unlinked. All other devices are logged out.");
  });
}

/** The logins at other sites that open this account. Nothing when this site offers none. */
export async function LinkedLogins({ user }: { user: User }) {
  const [logins, session] = await Promise.all([listLinkedLogins(user), ownSessionId()]);
  const others = listProviders().filter(
    ({ id }) => !logins.some(({ provider }) => provider === id),
  );
  if (!logins.length && !others.length) return null;
  return (
    <Section title="Linked logins" text="Log in with an account that you have at another site.">
      <Form form={definition} action={unlink} className="mt-4 grid gap-4">
        {logins.map(({ provider, subject, label }, index) => (
          <div
            key={`${provider} ${subject}`}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3"
          >
            <p id={`linked-${index}`} className="wrap-anywhere">
              {providerName(provider)} <span className="text-muted-foreground">{label}</span>
            </p>
            <SubmitButton
              className="button button-quiet"
              name="login"
              value={`${provider} ${subject}`}
              aria-describedby={`linked-${index}`}
            >
              Unlink
            </SubmitButton>
          </div>
        ))}
      </Form>
      <div className="mt-4 flex flex-wrap gap-3 empty:hidden">
        {others.map(({ id, name }) => (
          <a key={id} href={`/api/oauth/${id}?link=${session}`} className="button button-quiet">
            Link {name}
          </a>
        ))}
      </div>
    </Section>
  );
}
