import "server-only";
import * as z from "zod";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

const coordinate = z.string().regex(/^[\w-]{43}$/);
const header = z.object({
  alg: z.literal("ES256"),
  typ: z.literal("dbsc+jwt"),
  jwk: z
    .object({ kty: z.literal("EC"), crv: z.literal("P-256"), x: coordinate, y: coordinate })
    .optional(),
});
const payload = z.object({ jti: z.string() });

const decode = (part: string) => Buffer.from(part, "base64url");

function parse<T>(schema: z.ZodType<T>, part: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(decode(part).toString())).data;
  } catch {
    return undefined;
  }
}

/**
 * Verifies what a device signed (a JWS with ES256, W3C “Device Bound Session Credentials”). Never throws for what a client
 * sent.
 * @param known the key that must have signed; undefined at a registration, where the token names the key
 * @returns the key and the challenge that was signed
 */
export async function verifyToken(
  token: string,
  known?: string,
): Promise<{ key: string; challenge: string } | null> {
  const [head = "", body = "", signature = "", ...more] = token.split(".");
  const claims = parse(header, head);
  const challenge = parse(payload, body)?.jti;
  const key = known ?? (claims?.jwk && `${claims.jwk.x}.${claims.jwk.y}`);
  if (!claims || challenge === undefined || !key || more.length) return null;
  const [x, y] = key.split(".");
  try {
    const jwk = { kty: "EC", crv: "P-256", x, y };
    const publicKey = await crypto.subtle.importKey("jwk", jwk, ALGORITHM, false, ["verify"]);
    const signed = new TextEncoder().encode(`${head}.${body}`);
    const isValid = await crypto.subtle.verify(ALGORITHM, publicKey, decode(signature), signed);
    return isValid ? { key, challenge } : null;
  } catch {
    // Not a point on the curve.
    return null;
  }
}
