import { ApiError } from "@/lib/http/api";
import { getUser, isFreshlyProven, type User } from "@/lib/auth";

/** @throws ApiError 401 for a guest */
export async function member(): Promise<User> {
  const user = await getUser();
  if (!user) throw new ApiError(401, "not_signed_in", "Log in first.");
  return user;
}

/** @throws ApiError 401 for a guest, and for a member whose password was last given too long ago */
export async function freshMember(): Promise<User> {
  const user = await member();
  if (await isFreshlyProven()) return user;
  throw new ApiError(401, "fresh_login_required", "Give your password again first.");
}
