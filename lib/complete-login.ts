import "server-only";
import { logIn, type User } from "./auth";
import { handOverSeen } from "./shop/current-recently-viewed";
import { mergeGuestCart } from "./shop/merge-guest-cart";

/**
 * Logs in a member whose password has just been proved right, and brings along what they gathered as a guest.
 * @param options.permanent as in `logIn()`
 * @returns what came along, in a sentence; null when nothing did
 */
export async function completeLogin(
  user: User,
  options: { permanent?: boolean } = {},
): Promise<string | null> {
  await logIn(user, options);
  await handOverSeen(user.id);
  const carried = await mergeGuestCart(user.id);
  if (!carried) return null;
  return carried === 1
    ? "What was in your cart came along."
    : `The ${carried} things in your cart came along.`;
}
