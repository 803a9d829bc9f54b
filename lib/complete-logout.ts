import "server-only";
import { logOut } from "./auth";
import { linkCookies } from "./auth/email/link-cookies";
import { formCookie } from "./http/form-cookie";
import { cookieStore } from "./session/cookie-store";
import { flashCookie } from "./session/cookies";
import { flash } from "./session/flash";
import { recentlyViewedCookie } from "./shop/recently-viewed-cookie"; // shop

/** Headers of the response to a logout: the browser's cache may hold private pages (ASVS 5.0, 14.3.1). */
export const LOGOUT_HEADERS = { "Clear-Site-Data": '"cache"' };

/** Forgets what the cookies beside the session hold of a user: the next user of this browser must not see or use it. */
export async function forgetUser(): Promise<void> {
  await cookieStore.trim(formCookie);
  await cookieStore.trim(flashCookie);
  for (const cookie of Object.values(linkCookies)) await cookieStore.delete(cookie);
  await cookieStore.delete(recentlyViewedCookie); // shop
}

/**
 * Logs out this browser, and forgets what its cookies hold of the user.
 * @returns false when the database did not answer: a copy of the session cookie then works until it expires
 */
export async function completeLogout(): Promise<boolean> {
  const isRevoked = await logOut();
  await forgetUser();
  return isRevoked;
}

const INCOMPLETE =
  "You are logged out in this browser. Our database did not answer, so a copy of this session would still work: " +
  "log in later and end it under Devices.";

/** Says on the next page what `completeLogout()` returned. */
export const flashLogout = (isRevoked: boolean): Promise<void> =>
  isRevoked ? flash("info", "You are logged out.") : flash("warning", INCOMPLETE);
