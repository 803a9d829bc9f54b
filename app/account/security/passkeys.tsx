import * as z from "zod";
import { AddPasskey } from "@/app/_components/passkeys/add-passkey";
import { Field } from "@/app/_components/ui/field";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { ownSessionId, type User } from "@/lib/auth";
import { LAST_LOGIN } from "@/lib/auth/login-methods";
import {
  listPasskeys,
  removePasskey,
  renamePasskey,
  type Passkey,
} from "@/lib/auth/passkeys/passkeys";
import { nowInSeconds, timeAgo } from "@/lib/duration";
import { asForm, submitAsUser } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";
import { Section } from "../section";

const idIn = (form: FormData): string => String(asForm(form).get("id"));

const idFields = z.object({ id: z.string() });
const nameFields = idFields.extend({
  name: z.string().trim().min(1, "Enter a name.").max(60, "Use at most 60 characters."),
});

/** Two forms for each passkey. */
const removeForm = (id: string) => ({ id: `remove-passkey-${id}`, fields: idFields, fresh: true });
const renameForm = (id: string) => ({
  id: `rename-passkey-${id}`,
  fields: nameFields,
  fresh: true,
});

async function rename(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(renameForm(idIn(form)), form, async (passkey, user) => {
    const isRenamed = await renamePasskey(user, passkey, await ownSessionId());
    if (!isRenamed) return { form: "This passkey has been removed." };
    await flash("success", "Passkey renamed.");
  });
}

async function remove(_: unknown, form: FormData) {
  "use server";
  return submitAsUser(removeForm(idIn(form)), form, async ({ id }, user) => {
    if (!(await removePasskey(user, id, await ownSessionId()))) return { form: LAST_LOGIN };
    await flash("info", "Passkey removed. All other devices are logged out.");
  });
}

/** The section about passkeys. */
export async function Passkeys({ user }: { user: User }) {
  const passkeys = await listPasskeys(user.id);
  return (
    <Section
      title="Passkeys"
      text="Log in with your fingerprint, face or screen lock instead of a password."
    >
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
    </Section>
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
      <Form form={removeForm(id)} action={remove} className="grid gap-3">
        <input type="hidden" name="id" value={id} />
        <SubmitButton className="button button-quiet justify-self-end" aria-describedby={nameId}>
          Remove
        </SubmitButton>
      </Form>
      <details className="col-span-full">
        <summary className="link w-max cursor-pointer py-2.5 text-sm" aria-describedby={nameId}>
          Rename
        </summary>
        <Form form={renameForm(id)} action={rename} className="mt-2 grid max-w-sm gap-4">
          <input type="hidden" name="id" value={id} />
          <Field key={name} label="Passkey name" name="name" defaultValue={name} required />
          <SubmitButton className="button button-quiet justify-self-start">Save name</SubmitButton>
        </Form>
      </details>
    </li>
  );
}
