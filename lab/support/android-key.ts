import "reflect-metadata";
import { createHash, randomBytes, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

x509.cryptoProvider.set(webcrypto as never);
const sha = (b: Buffer | string) => createHash("sha256").update(b).digest();
const b64 = (b: Buffer) => b.toString("base64url");
function head(major: number, n: number): Buffer {
  const m = major << 5;
  if (n < 24) return Buffer.from([m | n]);
  if (n < 256) return Buffer.from([m | 24, n]);
  return Buffer.from([m | 25, n >> 8, n & 255]);
}
function cbor(v: unknown): Buffer {
  if (typeof v === "number") return v >= 0 ? head(0, v) : head(1, -1 - v);
  if (typeof v === "string") {
    const b = Buffer.from(v);
    return Buffer.concat([head(3, b.length), b]);
  }
  if (Buffer.isBuffer(v)) return Buffer.concat([head(2, v.length), v]);
  if (Array.isArray(v)) return Buffer.concat([head(4, v.length), ...v.map(cbor)]);
  const e = [...(v as Map<unknown, unknown>)];
  return Buffer.concat([head(5, e.length), ...e.flatMap(([k, x]) => [cbor(k), cbor(x)])]);
}
const der = (tag: number, ...parts: Buffer[]) => {
  const c = Buffer.concat(parts);
  const len =
    c.length < 128
      ? Buffer.from([c.length])
      : c.length < 256
        ? Buffer.from([0x81, c.length])
        : Buffer.from([0x82, c.length >> 8, c.length & 255]);
  return Buffer.concat([Buffer.from([tag]), len, c]);
};
const keyDescription = (challenge: Buffer) =>
  der(
    0x30,
    der(2, Buffer.from([3])),
    der(10, Buffer.from([1])),
    der(2, Buffer.from([4])),
    der(10, Buffer.from([1])),
    der(4, challenge),
    der(4),
    der(0x30),
    der(0x30),
  );

/** An android-key attestation whose own root certificate names an address to fetch. */
export async function androidKey(
  url: string,
  { challenge, origin }: { challenge: string; origin: string },
) {
  const alg = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
  const [ca, own] = [
    await webcrypto.subtle.generateKey(alg, true, ["sign", "verify"]),
    await webcrypto.subtle.generateKey(alg, true, ["sign", "verify"]),
  ];
  const client = Buffer.from(
    JSON.stringify({ type: "webauthn.create", challenge, origin, crossOrigin: false }),
  );
  const times = { notBefore: new Date(Date.now() - 864e5), notAfter: new Date(Date.now() + 864e5) };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: "CN=root",
    keys: ca as never,
    signingAlgorithm: alg,
    ...times,
    extensions: [new x509.BasicConstraintsExtension(true, 2, true)],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: "02",
    subject: "CN=leaf",
    issuer: "CN=root",
    publicKey: own.publicKey as never,
    signingKey: ca.privateKey as never,
    signingAlgorithm: alg,
    ...times,
    extensions: [
      new x509.Extension("1.3.6.1.4.1.11129.2.1.17", false, keyDescription(sha(client))),
      new x509.CRLDistributionPointsExtension([url]),
    ],
  });
  const { x = "", y = "" } = await webcrypto.subtle.exportKey("jwk", own.publicKey);
  const cose = Buffer.concat([
    Buffer.from("a5010203262001215820", "hex"),
    Buffer.from(x, "base64url"),
    Buffer.from("225820", "hex"),
    Buffer.from(y, "base64url"),
  ]);
  const id = randomBytes(16);
  const auth = Buffer.concat([
    sha("localhost"),
    Buffer.from([0x45]),
    Buffer.alloc(4),
    Buffer.alloc(16),
    Buffer.from([0, id.length]),
    id,
    cose,
  ]);
  const att = new Map<string, unknown>([
    ["alg", -7],
    ["sig", randomBytes(70)],
    ["x5c", [Buffer.from(leaf.rawData), Buffer.from(root.rawData)]],
  ]);
  const object = cbor(
    new Map<string, unknown>([
      ["fmt", "android-key"],
      ["attStmt", att],
      ["authData", auth],
    ]),
  );
  return {
    response: {
      id: b64(id),
      rawId: b64(id),
      type: "public-key",
      clientExtensionResults: {},
      response: { clientDataJSON: b64(client), attestationObject: b64(object) },
    },
  };
}
