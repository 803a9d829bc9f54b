import { boundCookie } from "./auth/device-binding/binding-cookies";
import { emailLinkCookie, resetLinkCookie } from "./auth/email/link-cookies";
import { knownDeviceCookie } from "./auth/known-device-cookie";
import { oauthAttemptCookie } from "./auth/oauth/attempt-cookie";
import { newPasskeyCookie, passkeyLoginCookie } from "./auth/passkeys/passkey-cookies";
import { formCookie } from "./http/form-cookie";
import { SealedCookie } from "./session/sealed-cookie";
import { flashCookie, sessionCookie } from "./session/cookies";
import { noscriptCookie } from "./next/noscript-cookie";
import { cartCookie } from "./shop/cart-cookie"; // shop
import { recentlyViewedCookie } from "./shop/recently-viewed-cookie"; // shop

/** Every sealed cookie of this app. Add yours here: middleware.ts, the settings and `npm run session` read this list. */
export const sealedCookies: readonly SealedCookie<unknown>[] = [
  sessionCookie,
  flashCookie,
  formCookie,
  knownDeviceCookie,
  noscriptCookie,
  resetLinkCookie,
  emailLinkCookie,
  newPasskeyCookie,
  passkeyLoginCookie,
  oauthAttemptCookie,
  boundCookie,
  cartCookie, // shop
  recentlyViewedCookie, // shop
];

/** The description of the cookie with this name on the wire. */
export function findCookie(wireName: string): SealedCookie<unknown> | undefined {
  return sealedCookies.find((cookie) => {
    const name = SealedCookie.wireName(cookie);
    return cookie.max ? wireName.replace(/\.[\da-z]+$/, ".") === `${name}.` : wireName === name;
  });
}
