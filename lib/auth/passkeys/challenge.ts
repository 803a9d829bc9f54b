import "server-only";
import * as z from "zod";
import { log } from "../../log";
import { cookieStore } from "../../session/cookie-store";
import { clientAddress } from "../client-address";
import { isFirstUse } from "../rate-limit";
import { CHALLENGE_LIFETIME, type ChallengeCookie } from "./passkey-cookies";

const shape = z.object({ id: z.string(), response: z.object({}) });

/** The response of an authenticator. The library checks the rest of its shape, by throwing. */
export const authenticatorResponse = <T>() =>
  z.custom<T>((sent) => shape.safeParse(sent).success, "This is not a passkey.");

/** What this site's passkeys are bound to: its host name. */
export const rpID = (origin: string): string => new URL(origin).hostname;

/**
 * Verifies a response with one of the challenges that this browser was given, and uses that up.
 * @param verify calls the library, which throws for nearly every refusal
 * @returns null when it is refused, or the challenge was used before
 */
export async function verifyOnce<Result extends { verified: boolean }>(
  cookie: ChallengeCookie,
  userId: string | undefined,
  verify: (expectedChallenge: (challenge: string) => boolean) => Promise<Result>,
): Promise<Result | null> {
  const sent = await cookieStore.readAll(cookie);
  const address = await clientAddress();
  let used: (typeof sent)[number] | undefined;
  const result = await verify((challenge) => {
    used = sent.find(({ data }) => data.challenge === challenge && data.userId === userId);
    return used !== undefined;
  }).catch((error: Error) => {
    // The operator sees the cause when all are refused, such as the origin behind a proxy.
    log("passkey_refused", { address, message: error.message });
  });
  if (!result?.verified || !used) return null;
  await cookieStore.delete(used.cookie);
  // Twice as long, because the clock of another instance may be behind.
  return (await isFirstUse(used.data.challenge, 2 * CHALLENGE_LIFETIME)) ? result : null;
}
