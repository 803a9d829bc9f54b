import {
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  type WebAuthnError,
} from "@simplewebauthn/browser";

/** The server refused a request. The cause is its error code. */
class RefusedError extends Error {}

async function post(path: string, body: unknown = {}) {
  const init = { method: "POST", headers: { "Content-Type": "application/json" } };
  const response = await fetch(path, { ...init, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new RefusedError(answer.error.message, { cause: answer.error.code });
  return answer;
}

/** An error as a sentence for the user; an empty one when another request took over. */
function messageOf(error: unknown): string {
  if (error instanceof RefusedError) return error.message;
  const { name, code } = error as Partial<WebAuthnError>;
  if (code === "ERROR_CEREMONY_ABORTED") return "";
  if (code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
    return "This device has a passkey for your account already.";
  }
  if (name === "NotAllowedError") return "No passkey was chosen. Try again.";
  if (name === "TypeError" || name === "SyntaxError")
    return "The server could not be reached. Try again.";
  return "Passkeys do not work in this browser or on this device.";
}

/**
 * Creates a passkey for the signed-in user and shows it on the security page.
 * @returns why not, as a sentence
 */
export async function addPasskey(): Promise<string> {
  try {
    const optionsJSON = await post("/api/passkeys/options");
    const response = await startRegistration({ optionsJSON });
    await post("/api/passkeys", { response });
  } catch (error) {
    if ((error as Error).cause !== "fresh_login_required") return messageOf(error);
  }
  // eslint-disable-next-line @next/next/no-location-assign-relative-destination -- the document shows the message, or asks to log in again
  location.assign("/account/security");
  return "";
}

let requests = 0;

/**
 * Logs in with a passkey and goes to the form's `next`.
 * @param autofill suggests passkeys in the e-mail field instead of asking at once
 * @returns why not, as a sentence
 */
export async function logInWithPasskey(form: HTMLFormElement, autofill: boolean): Promise<string> {
  const own = ++requests;
  let response;
  try {
    if (autofill && !(await browserSupportsWebAuthnAutofill())) return "";
    const optionsJSON = await post("/api/passkeys/login/options");
    // A touch of the button also begins suggestions, which would end what the button asked for.
    if (autofill && own !== requests) return "";
    response = await startAuthentication({ optionsJSON, useBrowserAutofill: autofill });
  } catch (error) {
    return autofill ? "" : messageOf(error);
  }
  try {
    const fields = new FormData(form);
    const [remember, next] = [fields.has("remember"), fields.get("next")];
    const answer = await post("/api/passkeys/login", { response, remember, next });
    location.assign(answer.next);
    return "";
  } catch (error) {
    return messageOf(error);
  }
}

/** Ends the request for a passkey that is still open. */
export const cancelRequest = (): void => WebAuthnAbortService.cancelCeremony();
