import * as z from "zod";
import type { SealedCookie } from "../../session/sealed-cookie";

const text = z.string().min(1);
const attempt = z.object({
  provider: text,
  state: text,
  nonce: text,
  /** Of PKCE (RFC 7636): only this browser can redeem the code. */
  verifier: text,
  next: text,
  /** To link a login to an account: the session that asked for it, as its digest. */
  link: text.nullable(),
});

/** One login at a provider, from the link until the browser comes back. Each has its own cookie, so tabs do not collide. */
export const oauthAttemptCookie: SealedCookie<z.output<typeof attempt>> = {
  name: "oauth",
  purpose: "oauth-attempt",
  version: 1,
  schema: attempt,
  lifetime: 600,
  sameSite: "lax",
  max: 5,
  // Of the callback, not of a page: middleware.ts deletes only what has expired.
  isConsumedBy: () => false,
};
