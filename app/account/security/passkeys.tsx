import { AddPasskey } from "@/app/_components/passkeys/add-passkey";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import type { User } from "@/lib/auth";
import { listPasskeys, type Passkey } from "@/lib/auth/passkeys/passkeys";
import { nowInSeconds, timeAgo } from "@/lib/duration";
import { removePasskeyAction, renamePasskeyAction } from "./actions";
import { removePasskeyForm, renamePasskeyForm } from "./forms";

/** The section about passkeys. */
export async function Passkeys({ user }: { user: User }) {
  const passkeys = await listPasskeys(user.id);
  return (
    <section aria-labelledby="passkeys" className="sheet p-6 sm:p-8">
      <h2 id="passkeys">Passkeys</h2>
      <p className="mt-1 text-muted-foreground">
        Log in with your fingerprint, face or screen lock instead of a password.
      </p>
      {passkeys.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {passkeys.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      <div className="mt-4 grid justify-items-start">
        <AddPasskey />
      </div>
    </section>
  );
}

function Row({ passkey: { id, name, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  const nameId = `passkey-${id}`;
  const now = nowInSeconds();
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-6 py-4">
      <div>
        <h3 id={nameId} className="wrap-anywhere">
          {name}
        </h3>
        <p className="text-sm text-muted-foreground">
          Added {timeAgo(createdAt, now)},{" "}
          {lastUsedAt ? `last used ${timeAgo(lastUsedAt, now)}` : "not used yet"}
        </p>
      </div>
      <Form form={removePasskeyForm(id)} action={removePasskeyAction} className="grid gap-3">
        <input type="hidden" name="id" value={id} />
        <SubmitButton className="button button-quiet justify-self-end" aria-describedby={nameId}>
          Remove
        </SubmitButton>
      </Form>
      <details className="col-span-full">
        <summary className="link w-max cursor-pointer py-2.5 text-sm" aria-describedby={nameId}>
          Rename
        </summary>
        <Form
          form={renamePasskeyForm(id)}
          action={renamePasskeyAction}
          className="mt-2 grid max-w-sm gap-4"
        >
          <input type="hidden" name="id" value={id} />
          <Field key={name} label="Passkey name" name="name" defaultValue={name} required />
          <SubmitButton className="button button-quiet justify-self-start">Save name</SubmitButton>
        </Form>
      </details>
    </li>
  );
}
