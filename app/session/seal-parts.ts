const colors = { text: "text-edge", random: "text-caution", data: "text-brand", mac: "text-good" };

type PartText = readonly [title: string, text: string, color: string];

/** What the parts of a cookie are, in their order: its name, then its seal (format “Fe26.2” of iron-webcrypto). */
export const partTexts = {
  name: [
    "Name",
    "It counts too. “__Host-” stops other sites from setting it.",
    "text-muted-foreground",
  ],
  format: ["Format", "Fe26.2, the version of the format.", colors.text],
  secret: ["Secret", "Which secret sealed it, as a digest.", colors.text],
  salt: ["Salt", "Random. With the secret, it gives the encryption key.", colors.random],
  iv: ["Initialization vector", "Random. Equal data never looks equal.", colors.random],
  data: ["Encrypted data", "AES-256. The only part that grows with the data.", colors.data],
  expiry: ["Expiry", "Empty: the time of sealing is in the data.", colors.text],
  macSalt: ["MAC salt", "Random. With the secret, it gives the MAC key.", colors.random],
  mac: ["MAC", "HMAC-SHA-256 of everything before it. Detects any change.", colors.mac],
  marker: ["Marker", "The version of iron-session. Not part of the seal.", colors.text],
} satisfies Record<string, PartText>;

export type PartName = keyof typeof partTexts;

/** Where a part is in the text, with the `*` that ends it. Characters of a cookie are one byte each. */
export type SealPart = Readonly<{ name: PartName; start: number; length: number }>;

const SEAL =
  /^(Fe26\.2\*)([^*~]*\*)([^*~]*\*)([^*~]*\*)([^*~]*\*)([^*~]*\*)([^*~]*\*)([^*~]*)(~[^]*)?$/;

/** The parts of a seal, without gaps; null when the text does not have the form of a seal. */
export function parseSeal(text: string): SealPart[] | null {
  const match = SEAL.exec(text);
  if (!match) return null;
  const [, ...names] = Object.keys(partTexts) as PartName[];
  let start = 0;
  return names.flatMap((name, index) => {
    const length = match[index + 1]?.length ?? 0;
    start += length;
    return length ? { name, start: start - length, length } : [];
  });
}

export const partAt = (parts: readonly SealPart[], byte: number): SealPart | undefined =>
  parts.find(({ start, length }) => byte >= start && byte < start + length);

/** The number of bytes whose change breaks the seal: all but the marker. */
export const sealLength = (parts: readonly SealPart[]): number =>
  parts.reduce((sum, { name, length }) => (name === "marker" ? sum : sum + length), 0);

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * A copy of a seal with another character at `byte`. Flips the highest of its six bits: the lowest bits of the last
 * character are padding, and a seal with other padding is valid.
 */
export function changeByte(text: string, byte: number): string {
  const index = ALPHABET.indexOf(text.charAt(byte));
  const other = ALPHABET.charAt(index < 0 ? 0 : index ^ 32);
  return text.slice(0, byte) + other + text.slice(byte + 1);
}
