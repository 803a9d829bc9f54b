import "server-only";
import { logIn, type User } from "@/lib/auth";

/**
 * Logs in a member whose password has just been proved right. Here is the place to bring along what they gathered as a
 * guest: `logIn()` begins a new session, and forgets the one before.
 * @param options.permanent as in `logIn()`
 * @returns what came along, in a sentence; null when nothing did
 */
export async function completeLogin(
  user: User,
  options: { permanent?: boolean } = {},
): Promise<string | null> {
  await logIn(user, options);
  return null;
}
