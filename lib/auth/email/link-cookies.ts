import * as z from "zod";
import type { SealedCookie } from "../../session/sealed-cookie";

const text = z.string().min(1);

/** A link to set a new password. `state` is the account's, see `accountState()`. */
export const resetLinkCookie: SealedCookie<{ userId: string; state: string }> = {
  name: "reset",
  purpose: "reset-password",
  version: 1,
  schema: z.object({ userId: text, state: text }),
  lifetime: 1800,
  sameSite: "lax",
};

const emailLink = z.object({
  userId: text,
  state: text,
  email: text,
  /** The account's `linkVersion`. */
  version: z.int(),
  /** Of a new address: the digest of the session that asked for it. */
  session: text.nullable(),
});

/** A link to confirm an address: the one from sign-up, or a new one. */
export const emailLinkCookie: SealedCookie<z.output<typeof emailLink>> = {
  name: "verify",
  purpose: "verify-email",
  version: 1,
  schema: emailLink,
  lifetime: 86_400,
  sameSite: "lax",
};

/** The page of each mailed link. The token is the cookie's value: middleware.ts moves it out of the address bar. */
export const linkCookies: Readonly<Record<string, SealedCookie<unknown>>> = {
  "/reset-password": resetLinkCookie,
  "/verify-email": emailLinkCookie,
};
