import "server-only";
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { and, eq, sql } from "drizzle-orm";
import { headers } from "next/headers";
import { site } from "@/app/site";
import { db } from "../../db/client";
import { passkeys, users } from "../../db/schema";
import { nowInSeconds } from "../../duration";
import { isUniqueViolation } from "../../errors";
import { log } from "../../log";
import { mails } from "../../mail/templates";
import { cookieStore } from "../../session/cookie-store";
import { deviceName } from "../device-name";
import { sendNotice } from "../email/notices";
import { limits } from "../limits";
import { countForUser } from "../login-limits";
import { sessionExists } from "../sessions";
import type { User } from "../user";
import { rpID, verifyOnce } from "./challenge";
import { CHALLENGE_LIFETIME, newPasskeyCookie } from "./passkey-cookies";
import { listPasskeys } from "./passkeys";
import { withoutAttestation } from "./without-attestation";

/** Passkeys of one user. */
export const MAX_PASSKEYS = 20;

/** EdDSA, ES256 and RS256. The library's default depends on the version of Node, which can differ between servers. */
const ALGORITHMS = [-8, -7, -257];

/** Characters of base64url: WebAuthn allows ids of 1,023 bytes. */
const MAX_ID = 1364;

/** Bytes. An RSA key of 4,096 bits has about 530. */
const MAX_KEY = 1024;

const REFUSED = "The passkey could not be added. Try again.";

/** What the browser needs to create a passkey; null when the user has as many as allowed. Sets a cookie. */
export async function registrationOptions(user: User, origin: string) {
  const existing = await listPasskeys(user.id);
  if (existing.length >= MAX_PASSKEYS) return null;
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: rpID(origin),
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.name,
    timeout: CHALLENGE_LIFETIME * 1000,
    excludeCredentials: existing.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: ALGORITHMS,
  });
  const { challenge } = options;
  await cookieStore.add(newPasskeyCookie, { challenge, userId: user.id });
  return options;
}

type Options = Readonly<{ user: User; sessionId: string; origin: string }>;

/**
 * Adds a passkey to the account, while this session exists, and mails a notice.
 * @returns why not, as a sentence; null when it was added
 * @throws RateLimitError
 */
export async function addPasskey(
  response: RegistrationResponseJSON,
  { user, sessionId, origin }: Options,
): Promise<string | null> {
  const verified = await verifyOnce(newPasskeyCookie, user.id, async (expectedChallenge) =>
    verifyRegistrationResponse({
      response: withoutAttestation(response),
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpID(origin),
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!verified?.verified) return REFUSED;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  if (!id || id.length > MAX_ID || publicKey.length > MAX_KEY) return REFUSED;
  await countForUser(limits.loginAdded, user.id, user.email);
  const name = deviceName((await headers()).get("user-agent") ?? "").slice(0, 60);
  const key = Buffer.from(publicKey).toString("base64url");
  const count = sql`(select count(*) from ${passkeys} where ${passkeys.userId} = ${user.id})`;
  const isAllowed = and(
    eq(users.id, user.id),
    sessionExists(sessionId),
    sql`${count} < ${MAX_PASSKEYS}`,
  );
  // In the order of the columns in lib/db/schema.ts.
  const row = sql`
    select ${id}, ${users.id}, ${key}, ${counter}, ${name}, ${nowInSeconds()}, null
    from ${users} where ${isAllowed}`;
  try {
    const insert = (await db()).insert(passkeys).select(row);
    const added = await insert.returning({ id: passkeys.id });
    if (!added.length) return REFUSED;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return "This passkey was added already.";
  }
  log("passkey_added", { user: user.id });
  sendNotice(user.email, mails.loginAdded(user.name, "A passkey"));
  return null;
}
