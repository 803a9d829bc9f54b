import { sealData, unsealData, type UnsealErrorReason } from "iron-session";

/** Secrets, newest first: the first one seals, every one unseals. */
export type Keyring = readonly string[];

/** Made with another secret; or tampered with, or not a seal at all. */
export type SealError = "unknown-secret" | "invalid";
type Unsealed = { content: unknown } | { error: SealError };

/** Browsers keep at most this much of a cookie's name and value (RFC 6265bis, 5.6; ASVS 5.0, 3.3.5). */
export const MAX_BYTES = 4096;

/** The secrets by key id, which a seal names: a digest, on which instances with different lists agree during a rotation. */
async function passwords(keyring: Keyring): Promise<Record<string, string>> {
  const entries = keyring.map(async (secret) => {
    const bytes = new TextEncoder().encode(`signet key id:${secret}`);
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return [new DataView(digest).getUint32(0), secret] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

// Unsealing costs 1 to 2 ms (PBKDF2 twice, AES, HMAC) and a browser sends the same seal many times a minute. Keyed by the
// exact text and kept as JSON, so each reader gets its own copy. Age and purpose are still checked on every read.
const UNSEAL_CACHE_SIZE = 1000;
const unsealCache = new Map<string, Readonly<{ keyring: Keyring; json: string }>>();

function cache(text: string, keyring: Keyring, json: string): void {
  if (text.length > MAX_BYTES) return;
  unsealCache.delete(text);
  unsealCache.set(text, { keyring, json });
  const [oldest] = unsealCache.keys();
  if (unsealCache.size > UNSEAL_CACHE_SIZE && oldest) unsealCache.delete(oldest);
}

/** Encrypts and authenticates JSON with the newest secret. The seal has no expiry: its content carries the time. */
export async function seal(content: object, keyring: Keyring): Promise<string> {
  const text = await sealData(content, { password: await passwords(keyring.slice(0, 1)), ttl: 0 });
  cache(text, keyring, JSON.stringify(content));
  return text;
}

/** iron-session also unseals a text with more behind the version, which could be the attributes of a cookie. */
const SEAL = /^Fe26\.2\*[\w*-]+~2$/;

/** Unseals with any secret of the keyring. Never throws for what a client sent. */
export async function unseal(text: string, keyring: Keyring): Promise<Unsealed> {
  if (text.length > MAX_BYTES || !SEAL.test(text)) return { error: "invalid" };
  const cached = unsealCache.get(text);
  let json = cached?.keyring === keyring ? cached.json : undefined;
  if (json === undefined) {
    let reason: UnsealErrorReason | undefined;
    const onUnsealError = (why: UnsealErrorReason) => (reason = why);
    const options = { password: await passwords(keyring), ttl: 0, onUnsealError };
    json = JSON.stringify(await unsealData<unknown>(text, options));
    if (reason) return { error: reason === "unknown-password" ? "unknown-secret" : "invalid" };
  }
  cache(text, keyring, json);
  return { content: JSON.parse(json) };
}
