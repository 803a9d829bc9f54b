import { currentSession, type User } from "@/lib/auth";
import { deviceName } from "@/lib/auth/device-name";
import { listSessions } from "@/lib/auth/sessions";

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
