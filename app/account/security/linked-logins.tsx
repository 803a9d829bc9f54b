import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { ownSessionId, type User } from "@/lib/auth";
import { listLinkedLogins, providerName } from "@/lib/auth/oauth/linked-logins";
import { listProviders } from "@/lib/auth/oauth/providers";
import { unlinkAction } from "./actions";
import { unlinkForm } from "./forms";

/** The logins at other sites that open this account. Nothing when this site offers none. */
export async function LinkedLogins({ user }: { user: User }) {
  const [logins, session] = await Promise.all([listLinkedLogins(user), ownSessionId()]);
  const others = listProviders().filter(
    ({ id }) => !logins.some(({ provider }) => provider === id),
  );
  if (!logins.length && !others.length) return null;
  return (
    <section aria-labelledby="linked" className="sheet p-6 sm:p-8">
      <h2 id="linked">Linked logins</h2>
      <p className="mt-1 text-muted-foreground">
        Log in with an account that you have at another site.
      </p>
      <Form form={unlinkForm} action={unlinkAction} className="mt-4 grid gap-4">
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
    </section>
  );
}
