import "server-only";
import { getAuth } from "../auth";
import { cookieStore } from "../session/cookie-store";
import { formCookie, type FormState, type KeptForm } from "./form-cookie";
import { emptyForm } from "./form-values";

/** Room for values and errors beside the rest of a 4,096-byte cookie. In bytes of JSON. */
const MAX_KEPT_BYTES = 2500;

/** Keeps a form for its page across a redirect: without the values when they are too long. */
export async function keepForm(kept: KeptForm): Promise<void> {
  // Nothing when the id is too long: it can contain what a client sent.
  const fitting = [kept, { ...kept, values: {} }].find(
    (form) => Buffer.byteLength(JSON.stringify(form)) <= MAX_KEPT_BYTES,
  );
  if (fitting) await cookieStore.add(formCookie, fitting);
}

/** Forgets what was kept of a form. */
export async function forgetForm(id: string): Promise<void> {
  for (const { cookie, data } of await cookieStore.readAll(formCookie)) {
    if (data.form === id) await cookieStore.delete(cookie);
  }
}

/** How a form starts: empty, or with what was kept of it, unless that was another user's. `<Form>` calls this. */
export async function formState({ id }: Readonly<{ id: string }>): Promise<FormState> {
  const kept = await cookieStore.readAll(formCookie);
  const own = kept.findLast(({ data }) => data.form === id)?.data;
  return own && (await isForVisitor(own)) ? { errors: own.errors, values: own.values } : emptyForm;
}

async function isForVisitor({ userId }: KeptForm): Promise<boolean> {
  if (!userId) return true;
  const auth = await getAuth();
  return auth.status === "user" && auth.user.id === userId;
}
