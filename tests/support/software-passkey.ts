import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import { drizzle } from "drizzle-orm/libsql";
import { passkeys } from "@/lib/db/schema";
import { nowInSeconds } from "@/lib/duration";
import { openDatabase } from "./database";
import { post, send, setCookies } from "./http";
import type { Server } from "./server";

/** A passkey whose private key the test has, so that it can sign what no authenticator would. */
export type SoftwarePasskey = Readonly<{
  id: string;
  userId: string;
  privateKey: KeyObject;
  publicKey: Buffer;
}>;

/** What the authenticator signs. The defaults are what the server expects. */
export type Claims = Readonly<{
  challenge: string;
  origin: string;
  rpId?: string;
  counter?: number;
  /** User present and user verified. */
  flags?: number;
  type?: string;
  userId?: string;
}>;

const sha256 = (data: string | Buffer): Buffer => createHash("sha256").update(data).digest();
const base64url = (data: string | Buffer): string => Buffer.from(data).toString("base64url");

/** A P-256 key as COSE (RFC 9053, 7.1.1): `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`. */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const hex = (coordinate: string) => Buffer.from(coordinate, "base64url").toString("hex");
  return Buffer.from(`a5010203262001215820${hex(x)}225820${hex(y)}`, "hex");
}

export function createPasskey(userId: string): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { id: base64url(randomBytes(16)), userId, privateKey, publicKey: coseKey(publicKey) };
}

/** Stores a passkey of a user. */
export async function insertPasskey(server: Server, userId: string, counter = 0) {
  const passkey = createPasskey(userId);
  const client = await openDatabase(server.databaseUrl);
  const publicKey = passkey.publicKey.toString("base64url");
  const row = {
    id: passkey.id,
    userId,
    publicKey,
    counter,
    name: "Test",
    createdAt: nowInSeconds(),
  };
  await drizzle(client).insert(passkeys).values(row);
  client.close();
  return passkey;
}

const clientData = ({ challenge, origin }: Claims, type: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

function authenticatorData({ rpId = "localhost", counter = 0 }: Claims, flags: number): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
}

const credential = (id: string, response: object) => ({
  response: { id, rawId: id, type: "public-key", response, clientExtensionResults: {} },
});

/** The body that logs in. */
export function assertion(passkey: SoftwarePasskey, claims: Claims) {
  const data = authenticatorData(claims, claims.flags ?? 0x05);
  const client = clientData(claims, claims.type ?? "webauthn.get");
  return credential(passkey.id, {
    clientDataJSON: base64url(client),
    authenticatorData: base64url(data),
    signature: base64url(sign("sha256", Buffer.concat([data, sha256(client)]), passkey.privateKey)),
    userHandle: base64url(claims.userId ?? passkey.userId),
  });
}

/** The body that adds a passkey: `{ fmt: "none", attStmt: {}, authData }` as CBOR. */
export function attestation(passkey: SoftwarePasskey, claims: Claims) {
  const id = Buffer.from(passkey.id, "base64url");
  const attested = [Buffer.alloc(16), Buffer.from([0, id.length]), id, passkey.publicKey];
  const data = Buffer.concat([authenticatorData(claims, claims.flags ?? 0x45), ...attested]);
  const head = Buffer.from(
    `a363666d74646e6f6e656761747453746d74a068617574684461746158${data.length.toString(16)}`,
    "hex",
  );
  return credential(passkey.id, {
    clientDataJSON: base64url(clientData(claims, claims.type ?? "webauthn.create")),
    attestationObject: base64url(Buffer.concat([head, data])),
  });
}

/** A challenge with the cookies that a browser would send back. */
export async function requestChallenge(server: Server, path: string, cookie = "") {
  const response = await post(server, path, {}, { cookie });
  const { challenge } = (await response.json()) as { challenge: string };
  const cookies = setCookies(response).map(({ name, value }) => `${name}=${value}`);
  return { challenge, cookie: [cookie, ...cookies].filter(Boolean).join("; ") };
}

/** Whether these cookies are those of a signed-in user. */
export async function isSignedIn(server: Server, cookie: string): Promise<boolean> {
  const session = await send(server, "/api/session", { headers: { cookie } });
  return ((await session.json()) as { signedIn: boolean }).signedIn;
}
