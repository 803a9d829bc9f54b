/** The parts of a seal, in their order; the numbers are bytes, and a cookie's characters are a byte each. */
const names = [
  "format",
  "secret",
  "salt",
  "iv",
  "data",
  "expiry",
  "macSalt",
  "mac",
  "marker",
] as const;

export type PartName = (typeof names)[number];

/** Where a part of a seal is, the `*` that ends it included. */
export type SealPart = Readonly<{ name: PartName; start: number; length: number }>;

/** Eight parts, each but the last with a `*` after it; then the marker of iron-session, which is no part of the seal. */
const PARTS =
  /^(Fe26\.2\*)([^*~]*\*)([^*~]*\*)([^*~]*\*)([^*~]*\*)([^*~]*\*)([^*~]*\*)([^*~]*)(~[^]*)?$/;

/**
 * Takes a seal apart (iron-webcrypto's format “Fe26.2”): what is where, and never what it says. The parts follow one
 * another without a gap and make up the whole.
 * @returns null when the text has another form, and is then no seal
 */
export function anatomy(text: string): SealPart[] | null {
  const match = PARTS.exec(text);
  if (!match) return null;
  let start = 0;
  return match.slice(1).flatMap((part: string | undefined, place) => {
    const name = names[place];
    if (!part || !name) return [];
    const found = { name, start, length: part.length };
    start += part.length;
    return [found];
  });
}

/** Which part the byte at `at` lies in. */
export const partAt = (parts: readonly SealPart[], at: number): SealPart | undefined =>
  parts.find(({ start, length }) => at >= start && at < start + length);

/** How many bytes can be changed so that it matters: all but the marker's, which nobody looks at. */
export const sealedLength = (parts: readonly SealPart[]): number =>
  parts.reduce((sum, { name, length }) => (name === "marker" ? sum : sum + length), 0);

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * A copy of `text` whose byte at `at` is another one. The highest of a letter's six bits is turned over: the lowest ones
 * of a seal's last letter stand for nothing, and a copy changed there would rightly open.
 */
export function withByteChanged(text: string, at: number): string {
  const place = ALPHABET.indexOf(text.charAt(at));
  const other = ALPHABET.charAt(place < 0 ? 0 : place ^ 32);
  return text.slice(0, at) + other + text.slice(at + 1);
}
