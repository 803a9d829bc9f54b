import "server-only";
import { logOut } from "./auth";
import { forgetForms } from "./http/forms";
import { clearRecentlyViewed } from "./shop/recently-viewed"; // shop

/**
 * Logs out this browser, and forgets what its cookies hold of the user.
 * @returns false when the database did not answer: a copy of the session cookie then works until it expires
 */
export async function completeLogout(): Promise<boolean> {
  const isRevoked = await logOut();
  await forgetForms();
  await clearRecentlyViewed(); // shop
  return isRevoked;
}
