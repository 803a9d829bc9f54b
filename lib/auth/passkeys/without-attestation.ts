import "server-only";
import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { decodeAttestationObject, isoBase64URL, isoCBOR } from "@simplewebauthn/server/helpers";

/**
 * The response with the attestation “none” (WebAuthn, 8.7). None was asked for, and for one that is sent all the same the
 * library would request the addresses that its certificates name, also inside this network.
 * @throws when the response does not decode
 */
export function withoutAttestation(sent: RegistrationResponseJSON): RegistrationResponseJSON {
  const bytes = isoBase64URL.toBuffer(sent.response.attestationObject);
  const authData: unknown = decodeAttestationObject(bytes).get("authData");
  if (!(authData instanceof Uint8Array))
    throw new TypeError("The authenticator data are no bytes.");
  const none = new Map<string, string | Uint8Array | Map<string, never>>([
    ["fmt", "none"],
    ["attStmt", new Map<string, never>()],
    ["authData", authData],
  ]);
  const attestationObject = isoBase64URL.fromBuffer(isoCBOR.encode(none));
  return { ...sent, response: { ...sent.response, attestationObject } };
}
