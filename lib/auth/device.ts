import "server-only";
import { randomBytes } from "node:crypto";
import * as z from "zod";
import { inTurn, readCookie, writeCookie } from "../session/jar";
import type { SealedCookie } from "../session/sealed-cookie";

/** So many members who share a browser are all known in it. */
const MAX_USERS = 4;

const A_YEAR = 365 * 86_400;

/**
 * Remembers who has logged in with this browser, after OWASP's “Slow Down Online Guessing Attacks with Device Cookies”.
 * It opens nothing: it gives its members tries of their own, which no stranger can use up. That is why it stays when
 * somebody logs out.
 */
export const deviceCookie: SealedCookie<[id: string, users: string[]]> = {
  name: "device",
  purpose: "device",
  version: 1,
  schema: z.tuple([z.string().min(22), z.array(z.string().min(1)).max(MAX_USERS)]),
  lifetime: A_YEAR,
};

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
  return inTurn(async () => {
    const others = ((await readDevice())?.users ?? []).filter((id) => id !== userId);
    const users = [userId, ...others].slice(0, MAX_USERS);
    await writeCookie(deviceCookie, [randomBytes(16).toString("base64url"), users]);
  });
}
