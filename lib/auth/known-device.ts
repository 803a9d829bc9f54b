import "server-only";
import { randomBytes } from "node:crypto";
import { serializeWrites, readCookie, writeCookie } from "../session/cookie-store";
import { deviceCookie, MAX_USERS } from "./known-device-cookie";

/** A browser that members have logged in with. */
export type Device = Readonly<{ id: string; users: readonly string[] }>;

/** The device this request comes from, if any member is known on it. */
export async function readDevice(): Promise<Device | null> {
  const known = await readCookie(deviceCookie);
  return known && { id: known[0], users: known[1] };
}

/**
 * Notes that a member has proved on this device who they are. Its id is a new one each time: a copy of the cookie that
 * somebody took earlier then uses up tries of its own.
 */
export function rememberDevice(userId: string): Promise<void> {
  return serializeWrites(async () => {
    const others = ((await readDevice())?.users ?? []).filter((id) => id !== userId);
    const users = [userId, ...others].slice(0, MAX_USERS);
    await writeCookie(deviceCookie, [randomBytes(16).toString("base64url"), users]);
  });
}
