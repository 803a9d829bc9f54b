import * as z from "zod";
import type { SealedCookie } from "../../session/sealed-cookie";

/** Seconds to answer a challenge. */
export const CHALLENGE_LIFETIME = 300;

/** `userId` is the user who adds a passkey; without it, anybody may log in. */
export type ChallengeCookie = SealedCookie<{ challenge: string; userId?: string }>;

/** One cookie for each attempt, so that two tabs do not disturb each other. */
const challengeCookie = (name: string): ChallengeCookie => ({
  name,
  purpose: name,
  version: 1,
  schema: z.object({ challenge: z.string(), userId: z.string().optional() }),
  lifetime: CHALLENGE_LIFETIME,
  max: 3,
});

export const newPasskeyCookie = challengeCookie("new-passkey");
export const passkeyLoginCookie = challengeCookie("passkey-login");
