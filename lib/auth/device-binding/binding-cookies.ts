import * as z from "zod";
import type { SealedCookie } from "../../session/sealed-cookie";

/** A public key on the curve P-256: both coordinates in base64url. */
export const deviceKey = z.string().regex(/^[\w-]{43}\.[\w-]{43}$/);

/**
 * Says that this browser has the private key of a session, as it proved at most ten minutes ago. Beside a session it is
 * required, without one it is worth nothing.
 */
export const boundCookie: SealedCookie<string> = {
  name: "bound",
  purpose: "bound",
  version: 1,
  schema: deviceKey,
  // Browsers sign at most 6 times in about 9 minutes.
  lifetime: 600,
};

/** A challenge to register a key for the session with this digest. It travels in a header, never as a cookie. */
export const registrationChallenge: SealedCookie<string> = {
  name: "registration",
  purpose: "register-device",
  version: 1,
  schema: z.string().min(1),
  lifetime: 300,
};

/** A challenge to prove a key once more. `proofs` counts the earlier ones, so each challenge works once. */
export const proofChallenge: SealedCookie<{ key: string; proofs: number }> = {
  name: "proof",
  purpose: "prove-device",
  version: 1,
  schema: z.object({ key: deviceKey, proofs: z.number() }),
  lifetime: 300,
};
