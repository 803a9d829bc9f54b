import "server-only";
import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
} from "@simplewebauthn/server";
import { and, eq, exists, lt } from "drizzle-orm";
import { db } from "../../db/client";
import { passkeys, users } from "../../db/schema";
import { nowInSeconds } from "../../duration";
import { cookieStore } from "../../session/cookie-store";
import { clientAddress } from "../client-address";
import { attemptPasskeyLogin } from "../login-limits";
import type { User, VerifiedUser } from "../user";
import { rpID, verifyOnce } from "./challenge";
import { CHALLENGE_LIFETIME, passkeyLoginCookie } from "./passkey-cookies";
import type { Passkey } from "./passkeys";

/** What the browser needs to ask for a passkey of this site, whosever it is. Sets a cookie. */
export async function loginOptions(origin: string) {
  const options = await generateAuthenticationOptions({
    rpID: rpID(origin),
    userVerification: "required",
    timeout: CHALLENGE_LIFETIME * 1000,
  });
  await cookieStore.add(passkeyLoginCookie, { challenge: options.challenge });
  return options;
}

/**
 * The user whose passkey signed the challenge, or null.
 * @throws RateLimitError before anything is checked
 */
export async function authenticateWithPasskey(
  response: AuthenticationResponseJSON,
  origin: string,
): Promise<VerifiedUser | null> {
  const database = await db();
  const { id, name, email } = users;
  const [row] = await database
    .select({ passkey: passkeys, user: { id, name, email } })
    .from(passkeys)
    .innerJoin(users, eq(users.id, passkeys.userId))
    .where(eq(passkeys.id, response.id));
  const owner = row && Buffer.from(row.user.id).toString("base64url");
  if (!row || response.response.userHandle !== owner) return null;
  return attemptPasskeyLogin(response.id, await clientAddress(), () =>
    verify(row, response, origin),
  );
}

async function verify(
  row: Readonly<{ passkey: Passkey; user: User }>,
  response: AuthenticationResponseJSON,
  origin: string,
): Promise<VerifiedUser | null> {
  const database = await db();
  const { publicKey, counter } = row.passkey;
  const credential = { id: response.id, publicKey: Buffer.from(publicKey, "base64url"), counter };
  const verified = await verifyOnce(passkeyLoginCookie, undefined, (expectedChallenge) =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpID(origin),
      credential,
    }),
  );
  if (!verified) return null;
  const { newCounter } = verified.authenticationInfo;
  const isOwn = and(eq(passkeys.id, response.id), eq(passkeys.userId, row.user.id));
  // In the statement, because two logins at once have read the same counter. Many authenticators do not count.
  const isNewer = newCounter ? lt(passkeys.counter, newCounter) : eq(passkeys.counter, 0);
  const used = await database
    .update(passkeys)
    .set({ counter: newCounter, lastUsedAt: nowInSeconds() })
    .where(and(isOwn, isNewer))
    .returning({ id: passkeys.id });
  if (!used.length) return null;
  const proof = exists(database.select().from(passkeys).where(isOwn));
  return { user: row.user, proof };
}
