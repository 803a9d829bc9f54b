import "server-only";
import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import { db } from "../../db/client";
import { sessions } from "../../db/schema";
import { nowInSeconds } from "../../duration";
import { env } from "../../env";
import { log } from "../../log";
import { cookieStore } from "../../session/cookie-store";
import { SealedCookie } from "../../session/sealed-cookie";
import { boundCookie, proofChallenge, registrationChallenge } from "./binding-cookies";
import { verifyToken } from "./verify-token";

/** Seconds after the offer in which a request may arrive before the browser has its cookie. */
const GRACE = 60;

const { deviceOfferedAt, deviceKey, deviceProofs } = sessions;

/** The columns of a session about its device, and what they hold. Not read while device binding is off. */
export const device = { deviceOfferedAt, deviceKey, deviceProofs };
export type Device = Partial<Readonly<Pick<typeof sessions.$inferSelect, keyof typeof device>>>;

/** Seconds until a key is offered again when none was registered: the browser may have left the page before it heard. */
const OFFER_AGAIN = 600;

/** Whether to ask the browser to register a key for this session. */
export const isUnoffered = ({ deviceOfferedAt, deviceKey }: Device): boolean =>
  env().SESSION_DEVICE_BINDING &&
  !deviceKey &&
  nowInSeconds() - (deviceOfferedAt ?? 0) > OFFER_AGAIN;

/** Whether requests need a proof of the device: since its first one after the registration, so the browser can do it. */
export const isBound = ({ deviceKey, deviceProofs }: Device): boolean =>
  env().SESSION_DEVICE_BINDING && Boolean(deviceKey) && Boolean(deviceProofs);

/** Whether the session is bound to a device, and this request comes without its proof. */
export async function isUnproven(device: Device): Promise<boolean> {
  if (!isBound(device) || nowInSeconds() - (device.deviceOfferedAt ?? 0) < GRACE) return false;
  return (await cookieStore.read(boundCookie)) !== device.deviceKey;
}

/** A challenge to register a key for the session; null when its browser was asked a moment ago, so that it signs once. */
export async function offerRegistration(digest: string): Promise<string | null> {
  const database = await db();
  const isOfferDue = or(isNull(deviceOfferedAt), lt(deviceOfferedAt, nowInSeconds() - OFFER_AGAIN));
  const offered = await database
    .update(sessions)
    .set({ deviceOfferedAt: nowInSeconds() })
    .where(and(eq(sessions.idHash, digest), isNull(deviceKey), isOfferDue))
    .returning({ id: sessions.idHash });
  return offered.length ? SealedCookie.seal(registrationChallenge, digest) : null;
}

/** Records the key that signed a challenge of `offerRegistration()`, and returns it. Null when the token is not valid. */
export async function registerDevice(token: string): Promise<string | null> {
  const signed = env().SESSION_DEVICE_BINDING ? await verifyToken(token) : null;
  const opened = signed && (await SealedCookie.open(registrationChallenge, signed.challenge));
  if (!signed || !opened?.ok) return null;
  const database = await db();
  const registered = await database
    .update(sessions)
    .set({ deviceKey: signed.key, deviceProofs: 0 })
    .where(and(eq(sessions.idHash, opened.data), isNull(sessions.deviceKey)))
    .returning({ user: sessions.userId });
  const user = registered[0]?.user;
  if (user) log("device_registered", { user, sessionDigest: opened.data });
  return user ? signed.key : null;
}

/** `proven`, or `ended` when no session has this key, or the challenge that the device has to sign. */
type Proof = "proven" | "ended" | Readonly<{ challenge: string }>;

/**
 * Checks that the device still has the key of its session. The first time binds the session. With device binding switched
 * off, a last proof releases the session, so that switching it on again ends none.
 */
export async function proveDevice(key: string, token: string): Promise<Proof> {
  const database = await db();
  const [session] = await database
    .select({ proofs: sessions.deviceProofs })
    .from(sessions)
    .where(and(eq(sessions.deviceKey, key), gt(sessions.expiresAt, nowInSeconds())));
  if (!session) return "ended";
  const proofs = session.proofs ?? 0;
  const signed = await verifyToken(token, key);
  const opened = signed && (await SealedCookie.open(proofChallenge, signed.challenge));
  if (opened?.ok && opened.data.key === key && opened.data.proofs === proofs) {
    const released = { deviceOfferedAt: null, deviceKey: null, deviceProofs: null };
    const isOn = env().SESSION_DEVICE_BINDING;
    // Of two answers to one challenge, one counts.
    const changed = await database
      .update(sessions)
      .set(isOn ? { deviceProofs: proofs + 1 } : released)
      .where(and(eq(sessions.deviceKey, key), eq(sessions.deviceProofs, proofs)))
      .returning({ id: sessions.idHash });
    if (changed.length) return isOn ? "proven" : "ended";
  }
  return { challenge: await SealedCookie.seal(proofChallenge, { key, proofs }) };
}
