import { isForged } from "./forgery";

/** Next takes no more from an action (`serverActions.bodySizeLimit`), in bytes. */
const MAX_BODY = 1_048_576;

type Refusal = Readonly<{ status: 400 | 403 | 413; sentence: string }>;

/**
 * Why a request to a page is turned away before any work, or null. Next would answer each of these with 500: what
 * comes from another site, what is too large, and what says it is a form and is none.
 */
export async function refusal(request: Request): Promise<Refusal | null> {
  if (isForged(request)) return { status: 403, sentence: "This was not sent from one of our own pages." };
  if (request.method !== "POST") return null;
  const body = await request.clone().arrayBuffer();
  if (body.byteLength > MAX_BODY) return { status: 413, sentence: "This is more than we take at once." };
  const type = request.headers.get("content-type") ?? "";
  const sound = type.startsWith("multipart/") ? isForm(body, type) : isCall(body, request.headers);
  return (await sound) ? null : { status: 400, sentence: "This is not a form." };
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** The fields in which React puts what it sends along with a form: `0`, `1`, …, and `$ACTION_1:0` without JavaScript. */
const carriesJson = (name: string): boolean => /^\d+$|^\$ACTION_.*:/.test(name);

async function isForm(body: ArrayBuffer, type: string): Promise<boolean> {
  try {
    const form = await new Response(body, { headers: { "content-type": type } }).formData();
    return [...form].every(([name, value]) => !carriesJson(name) || typeof value !== "string" || isJson(value));
  } catch {
    return false;
  }
}

/** An action called with plain values sends them as one JSON text. */
async function isCall(body: ArrayBuffer, headers: Headers): Promise<boolean> {
  return !headers.has("next-action") || isJson(new TextDecoder().decode(body));
}
