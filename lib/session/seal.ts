import { sealData, unsealData, type UnsealErrorReason } from "iron-session";

/** Secrets, newest first: the first one seals, every one opens. */
export type Keyring = readonly string[];

/** Why a value did not open: its secret is not among ours, or it was tampered with or is no seal at all. */
export type SealFault = "invalid" | "unknown-secret";

/** A longer value can't be in a cookie (RFC 6265bis, 5.6), so no time is spent on it. */
const MAX_SEAL_CHARACTERS = 4096;

const encoder = new TextEncoder();
const keyIds = new Map<string, Promise<number>>();

/**
 * The number that a seal carries to say which secret made it. It is a digest of the secret and not its place in the
 * list: two instances whose lists differ during a rotation still agree on which secret is which.
 */
function keyId(secret: string): Promise<number> {
  let id = keyIds.get(secret);
  if (!id) {
    id = crypto.subtle
      .digest("SHA-256", encoder.encode(`signet key id:${secret}`))
      .then((digest) => new DataView(digest).getUint32(0));
    keyIds.set(secret, id);
  }
  return id;
}

async function passwords(keyring: Keyring): Promise<Record<string, string>> {
  const entries = keyring.map(async (secret) => [String(await keyId(secret)), secret] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Which secret of the keyring a seal names as its own: its place, 0 for the newest, -1 for none of ours. Anybody can
 * write a name into a text; only once the seal has opened is it true.
 */
export async function keyIndex(text: string, keyring: Keyring): Promise<number> {
  const ids = await Promise.all(keyring.map(keyId));
  return ids.map(String).indexOf(text.split("*", 2)[1] ?? "");
}

// Opening a seal costs a millisecond or two (two key derivations, a decryption, a MAC), and one browser sends the same
// seal many times within a minute. Keyed on the whole text, so that only the very same bytes are spared the work; who
// reads the content still checks its age, its purpose and, in lib/auth, the database.
const HOT_SEALS = 1000;
// As JSON: each reader gets a value of its own, which it may change without another one addRecentlyViewed it.
const hot = new WeakMap<Keyring, Map<string, string>>();

function hotSeals(keyring: Keyring): Map<string, string> {
  const seals = hot.get(keyring) ?? new Map<string, string>();
  hot.set(keyring, seals);
  return seals;
}

function keepHot(keyring: Keyring, text: string, json: string): void {
  // Too long for any cookie, so nobody will send it: what somebody has typed, sealed to find out. A thousand are a gigabyte.
  if (text.length > MAX_SEAL_CHARACTERS) return;
  const seals = hotSeals(keyring);
  seals.delete(text);
  seals.set(text, json);
  if (seals.size > HOT_SEALS) seals.delete(seals.keys().next().value as string);
}

/** Encrypts and authenticates plain JSON with the newest secret. The seal itself never ends: its content says when. */
export async function seal(content: object, keyring: Keyring): Promise<string> {
  const newest = keyring.slice(0, 1);
  const text = await sealData(content, { password: await passwords(newest), ttl: 0 });
  keepHot(keyring, text, JSON.stringify(content));
  return text;
}

/**
 * Opens a seal made with any secret of the keyring.
 * Never throws for what a client may have sent: the fault comes back as a value.
 */
export async function unseal(
  text: string,
  keyring: Keyring,
): Promise<{ content: unknown } | { fault: SealFault }> {
  if (text.length > MAX_SEAL_CHARACTERS) return { fault: "invalid" };
  const known = hotSeals(keyring).get(text);
  if (known !== undefined) {
    keepHot(keyring, text, known);
    return { content: JSON.parse(known) };
  }
  let reason: UnsealErrorReason | undefined;
  const password = await passwords(keyring);
  const content = await unsealData<unknown>(text, {
    password,
    ttl: 0,
    onUnsealError: (why) => (reason = why),
  });
  if (reason) return { fault: reason === "unknown-password" ? "unknown-secret" : "invalid" };
  keepHot(keyring, text, JSON.stringify(content));
  return { content };
}
