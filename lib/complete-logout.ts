import "server-only";
import { logOut } from "./auth";
import { linkCookies } from "./auth/email/link-cookies";
import { forgetForms } from "./http/forms";
import { deleteCookie } from "./session/cookie-store";
import { clearRecentlyViewed } from "./shop/recently-viewed"; // shop

/** Headers of the response to a logout: the browser's cache may hold private pages (ASVS 5.0, 14.3.1). */
export const LOGOUT_HEADERS = { "Clear-Site-Data": '"cache"' };

/** Forgets what the cookies beside the session hold of a user: the next user of this browser must not see or use it. */
export async function forgetUser(): Promise<void> {
  await forgetForms();
  for (const cookie of Object.values(linkCookies)) await deleteCookie(cookie);
  await clearRecentlyViewed(); // shop
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
