import * as z from "zod";
import type { SealedCookie } from "../session/sealed-cookie";

/** So many members who share a browser are all known in it. */
export const MAX_USERS = 4;

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
