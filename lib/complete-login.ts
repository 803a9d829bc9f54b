import "server-only";
import { logIn, type User } from "./auth";
import { resetLinkCookie } from "./auth/email/link-cookies";
import { forgetUser } from "./complete-logout";
import { readSession } from "./session";
import { cookieStore } from "./session/cookie-store";
import { mergeGuestCart } from "./shop/merge-guest-cart"; // shop

type Options = Parameters<typeof logIn>[1];

/**
 * Logs in a user who has just proved who they are, and moves what they collected as a guest to their account.
 * @returns false when the account no longer exists or the proof no longer counts; else what was moved, as a sentence, or null
 */
export async function completeLogin(user: User, options?: Options): Promise<string | null | false> {
  const previous = (await readSession())?.record.identity?.userId;
  if (!(await logIn(user, options))) return false;
  await cookieStore.delete(resetLinkCookie);
  // Sessions that ended elsewhere leave cookies behind.
  if (previous !== undefined && previous !== user.id) await forgetUser();
  // shop …
  const moved = await mergeGuestCart(user.id);
  if (moved === 1) return "The item in your guest cart is in your cart now.";
  if (moved) return `The ${moved} items in your guest cart are in your cart now.`;
  // … shop
  return null;
}
