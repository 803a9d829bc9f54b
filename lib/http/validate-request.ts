import { isCrossSite } from "./csrf";

/** Next takes no more from an action (`serverActions.bodySizeLimit`), in bytes. */
const MAX_BODY = 1_048_576;

type Refusal = Readonly<{ status: 400 | 403 | 413; sentence: string }>;

/**
 * Why a request to a page is turned away before any work, or null. Next would answer each of these with 500: what
 * comes from another site, what is too large, and what says it is a form and is none.
 */
export async function validateRequest(request: Request): Promise<Refusal | null> {
  if (isCrossSite(request))
    return { status: 403, sentence: "This was not sent from one of our own pages." };
  if (request.method !== "POST") return null;
  const body = await request.clone().arrayBuffer();
  if (body.byteLength > MAX_BODY)
    return { status: 413, sentence: "This is more than we take at once." };
  const type = request.headers.get("content-type") ?? "";
  const sound = type.startsWith("multipart/")
    ? isForm(body, request.headers)
    : isCall(body, request.headers);
  return (await sound) ? null : { status: 400, sentence: "This is not a form." };
}

/** What a text says as JSON; undefined when it is none. */
const fromJson = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
};

/** The fields in which React puts what it sends along with a form: `0`, `1`, …, and `$ACTION_1:0` without JavaScript. */
const carriesJson = (name: string): boolean => /^\d+$|^\$ACTION_.*:/.test(name);

/** A form; when it comes with a call, the action's list of arguments is in the field `0`. */
async function isForm(body: ArrayBuffer, headers: Headers): Promise<boolean> {
  try {
    const form = await new Response(body, {
      headers: { "content-type": headers.get("content-type") ?? "" },
    }).formData();
    const isSound = ([name, value]: [string, unknown]) =>
      !carriesJson(name) || typeof value !== "string" || fromJson(value) !== undefined;
    return (
      [...form].every(isSound) &&
      (!headers.has("next-action") || Array.isArray(fromJson(form.get("0"))))
    );
  } catch {
    return false;
  }
}

/** An action called with plain values sends the list of them as one JSON text. */
const isCall = (body: ArrayBuffer, headers: Headers): boolean =>
  !headers.has("next-action") || Array.isArray(fromJson(new TextDecoder().decode(body)));
