import "server-only";
import { randomBytes } from "node:crypto";
import { cookieStore } from "../session/cookie-store";
import { knownDeviceCookie, MAX_USERS, type KnownDevice } from "./known-device-cookie";

/**
 * The id of this browser as a device of the user's; null when the user has not logged in with it and this password.
 * @param digest as `passwordDigest()` returns it
 */
export async function readDeviceId(userId: string, digest: string): Promise<string | null> {
  const known = (await cookieStore.read(knownDeviceCookie)) ?? [];
  return known.find((device) => device[0] === userId && device[2] === digest)?.[1] ?? null;
}

/**
 * Remembers that the user has proved who they are with this browser. The id is new each time, so that a stolen copy of
 * the cookie has its own limit of attempts, and changes only for this user.
 */
export async function rememberDevice(userId: string, digest: string): Promise<void> {
  await cookieStore.change(knownDeviceCookie, (known) => {
    const others = (known ?? []).filter(([id]) => id !== userId);
    const deviceId = randomBytes(16).toString("base64url");
    const own: KnownDevice = [userId, deviceId, digest];
    return [own, ...others].slice(0, MAX_USERS);
  });
}
