import { generateKeyPair, exportJWK, SignJWT, type CryptoKey } from "jose";

/** A device with a key, as the browser keeps one: signs challenges. */
export type DeviceKey = Readonly<{
  /** As the server stores it. */
  key: string;
  sign: (challenge: string, header?: Record<string, unknown>) => Promise<string>;
}>;

/** Creates a key. A registration's token contains it, a refresh's does not. */
export async function createDeviceKey(): Promise<DeviceKey> {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const { kty, crv, x, y } = await exportJWK(publicKey);
  return {
    key: `${x}.${y}`,
    sign: (challenge, header = { jwk: { kty, crv, x, y } }) =>
      new SignJWT({ jti: challenge })
        .setProtectedHeader({ alg: "ES256", typ: "dbsc+jwt", ...header })
        .sign(privateKey as CryptoKey),
  };
}
