import * as z from "zod";
import type { SealedCookie } from "../../session/sealed-cookie";

/** Seconds to answer a challenge. */
export const CHALLENGE_LIFETIME = 300;

/** One cookie for each attempt, so that two tabs do not disturb each other. */
const challengeCookie = <T>(name: string, schema: z.ZodType<T>): SealedCookie<T> => ({
  name,
  purpose: name,
  version: 1,
  schema,
  lifetime: CHALLENGE_LIFETIME,
  max: 3,
});

const text = z.string().min(1);

/** A challenge to add a passkey to the account of this user. */
export const newPasskeyCookie = challengeCookie(
  "new-passkey",
  z.object({ challenge: text, userId: text }),
);

/** A challenge to log in with a passkey. */
export const passkeyLoginCookie = challengeCookie("passkey-login", z.object({ challenge: text }));
