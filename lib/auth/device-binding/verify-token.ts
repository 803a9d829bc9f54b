import "server-only";
import { EmbeddedJWK, importJWK, jwtVerify } from "jose";
import { deviceKey } from "./binding-cookies";

/** Imports a key that `verifyToken()` returned earlier. */
function importKey(key: string) {
  const [x, y] = key.split(".");
  return importJWK({ kty: "EC", crv: "P-256", x, y }, "ES256");
}

/**
 * Verifies what a device signed. Never throws for what a client sent.
 * @param known the key that must have signed; undefined at a registration, where the token names its key
 * @returns the key and the challenge that was signed
 */
export async function verifyToken(token: string, known?: string) {
  try {
    const getKey = known ? () => importKey(known) : EmbeddedJWK;
    const options = { algorithms: ["ES256"], typ: "dbsc+jwt" };
    const { payload, protectedHeader } = await jwtVerify(token, getKey, options);
    const { x, y } = protectedHeader.jwk ?? {};
    return { key: known ?? deviceKey.parse(`${x}.${y}`), challenge: payload.jti ?? "" };
  } catch {
    return null;
  }
}
