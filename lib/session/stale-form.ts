import { FORM_NAME, formValues } from "../http/form-values";
import { flashCookie, nextFlashId } from "./flash-cookie";
import { formCookie, sealForm } from "../http/form-cookie";
import { cookieAttributes, cookieName, sealCookie, type SealedCookie } from "./sealed-cookie";

/** A cookie as an answer sets it. */
export type SetCookie = readonly [
  name: string,
  value: string,
  attributes: ReturnType<typeof cookieAttributes>,
];

/** What a cookie's name may be made of, and no longer than any form of ours is called. */
const NAME = /^[\w-]{1,64}$/;

const SENTENCE =
  "This site was updated while you had the page open. Look through it, and send it once more.";

/**
 * A form that was opened before a deploy and sent after it: this build knows no such action, and Next would answer with
 * a bare 404, the words of a person lost. Only forms sent as documents are looked at; Next's script is told by Next, and
 * sends the form again in this way.
 * @returns the cookies that carry what was typed, and a sentence, back to the form's page; null when there is nothing stale
 */
export async function staleForm(request: Request): Promise<SetCookie[] | null> {
  // Named by the build (scripts/build-adapter.js). In development nothing is: actions come and go with every save.
  const known = process.env.SERVER_ACTIONS?.split(" ");
  if (!known || request.method !== "POST" || request.headers.has("next-action")) return null;
  if (!request.headers.get("content-type")?.startsWith("multipart/form-data")) return null;
  const form = await request.clone().formData();
  if (actionsOf(form).every((id) => known.includes(id))) return null;
  const message = flashCookie(nextFlashId());
  const told = setCookie(
    message,
    await sealCookie(message, { category: "warning", text: SENTENCE }),
  );
  const name = form.get(FORM_NAME);
  if (typeof name !== "string" || !NAME.test(name)) return [told];
  const page = new URL(request.url).pathname;
  return [
    told,
    setCookie(
      formCookie(name),
      await sealForm(name, { page, errors: {}, values: formValues(form) }),
    ),
  ];
}

const setCookie = (cookie: SealedCookie<unknown>, value: string): SetCookie => [
  cookieName(cookie),
  value,
  cookieAttributes(cookie, cookie.lifetime),
];

/** The actions a form names: in a field's name, or in the JSON beside a reference to it. */
function actionsOf(form: FormData): string[] {
  return [...form].flatMap(([name, value]) => {
    if (name.startsWith("$ACTION_ID_")) return [name.slice("$ACTION_ID_".length)];
    if (!/^\$ACTION_\d+:0$/.test(name) || typeof value !== "string") return [];
    const reference: unknown = JSON.parse(value);
    const id =
      reference && typeof reference === "object" && "id" in reference ? reference.id : undefined;
    return typeof id === "string" ? [id] : [];
  });
}
