import type { User } from "@/lib/auth";
import { deviceName } from "@/lib/auth/device-name";
import { listSessions } from "@/lib/auth/sessions";

/** The user's devices, as the handlers return them. Times are seconds since 1970. */
export async function devices(user: User, currentSessionId: string) {
  const rows = await listSessions(user.id);
  const sessions = rows.map(({ userAgent, ...row }) => ({
    ...row,
    device: deviceName(userAgent),
    current: row.id === currentSessionId,
  }));
  return { sessions };
}
