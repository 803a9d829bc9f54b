import * as z from "zod";
import type { SealedCookie } from "../session/sealed-cookie";

/** At most this many users of a shared browser are remembered. */
export const MAX_USERS = 4;

const ONE_YEAR = 365 * 86_400;

/** The digest is of the password that was proved, see `passwordDigest()`: who knew an earlier one is a stranger. */
export type KnownDevice = [userId: string, deviceId: string, digest: string];

/**
 * Which users have logged in with this browser, each with a device id of their own (OWASP, “Slow Down Online Guessing
 * Attacks with Device Cookies”). It grants no access: a known device has its own limit of login attempts, which an
 * attacker cannot use up. Therefore it is kept at logout.
 */
export const knownDeviceCookie: SealedCookie<KnownDevice[]> = {
  name: "device",
  purpose: "device",
  version: 3,
  schema: z
    .array(z.tuple([z.string().min(1), z.string().min(22), z.string().min(1)]))
    .max(MAX_USERS),
  lifetime: ONE_YEAR,
};
