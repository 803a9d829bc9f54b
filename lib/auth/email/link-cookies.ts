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

/** A link to confirm an address: the one from sign-up, or a new one. */
export const emailLinkCookie: SealedCookie<{ userId: string; state: string; email: string }> = {
  name: "verify",
  purpose: "verify-email",
  version: 1,
  schema: z.object({ userId: text, state: text, email: text }),
  lifetime: 86_400,
  sameSite: "lax",
};

/** The page of each mailed link. The token is the cookie's value: middleware.ts moves it out of the address bar. */
export const linkCookies: Readonly<Record<string, SealedCookie<unknown>>> = {
  "/reset-password": resetLinkCookie,
  "/verify-email": emailLinkCookie,
};
