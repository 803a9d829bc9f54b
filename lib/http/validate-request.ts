import { isForwardedAction } from "../next/forwarded-actions";
import { isSoundCall, isSoundForm } from "./action-payload";
import { readBytes } from "./body";
import { isCrossSite } from "./csrf";
import { readParts } from "./multipart";

/** Next accepts no more in an action (`serverActions.bodySizeLimit`), in bytes. */
const MAX_BODY = 1_048_576;

type Refusal = Readonly<{ status: 400 | 403 | 409 | 413; message: string }>;

/** Why a request to a page is refused before any work, or null. Next would answer each of these with 500. */
export async function validateRequest(request: Request): Promise<Refusal | null> {
  if (isCrossSite(request)) return { status: 403, message: "This request came from another site." };
  if (request.method !== "POST") return null;
  if (isForwardedAction(request)) {
    return { status: 409, message: "Another page was being loaded. Try again." };
  }
  const body = await readBytes(request.clone(), MAX_BODY);
  if (!body) return { status: 413, message: "The request body is too large." };
  return (await isSoundBody(body, request.headers)) ? null : badRequest;
}

const badRequest: Refusal = { status: 400, message: "The request could not be read." };

async function isSoundBody(body: Uint8Array<ArrayBuffer>, headers: Headers): Promise<boolean> {
  const type = headers.get("content-type") ?? "";
  const action = headers.get("next-action");
  const isCall = action !== null;
  // Next prints an id that it does not know. Its own have 42 hexadecimal digits.
  if (isCall && !/^[\da-f]{42}$/i.test(action)) return false;
  if (!type.startsWith("multipart/")) {
    // Next does not skip a byte order mark either.
    const text = new TextDecoder("utf-8", { ignoreBOM: true });
    return !isCall || (type.startsWith("text/plain") && isSoundCall(text.decode(body)));
  }
  const parts = readParts(new TextDecoder("latin1").decode(body), type);
  if (!parts) return false;
  try {
    const form = await new Response(body, { headers: { "content-type": type } }).formData();
    return isSoundForm(form, parts, isCall);
  } catch {
    return false;
  }
}
