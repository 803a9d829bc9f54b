import { ApiError } from "@/lib/api";
import { currentSession, getUser, isFreshlyProven, type User } from "@/lib/auth";
import { deviceName } from "@/lib/auth/device-name";
import { listSessions } from "@/lib/auth/sessions";

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

/** The member's devices as the handlers tell of them. Times are seconds since 1970. */
export async function devices(user: User) {
  const [rows, current] = await Promise.all([listSessions(user.id), currentSession()]);
  const sessions = rows.map(({ userAgent, ...row }) => ({
    ...row,
    device: deviceName(userAgent),
    current: row.id === current,
  }));
  return { sessions };
}
