import * as fc from "fast-check";
import { sealedCookies } from "@/lib/cookies";
import { seal } from "@/lib/session/seal";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { SESSION_COOKIE } from "../../tests/fixtures";
import { seconds } from "../../tests/support/http";

/** A cookie in a `Cookie` header. */
type Pair = Readonly<{ name: string; value: string }>;

/** Property names that every JavaScript object inherits. */
const prototypes = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "then"];

/** The given sessions, and every other sealed cookie of this site with a valid seal around wrong content. */
export async function validCookies(secret: string, sessions: readonly string[]): Promise<Pair[]> {
  const others = sealedCookies.map(async ({ name, purpose, version, max }) => ({
    name: SealedCookie.wireName({ name: max ? `${name}.1` : name }),
    value: await seal({ e: [purpose, version, seconds(), ["p01", { text: "hello" }]] }, [secret]),
  }));
  return [
    ...sessions.map((value) => ({ name: SESSION_COOKIE, value })),
    ...(await Promise.all(others)),
  ];
}

/** Any byte that Node's HTTP parser accepts in a header. */
const byte = fc
  .integer({ min: 0x20, max: 0xff })
  .filter((code) => code !== 0x7f)
  .map((code) => String.fromCharCode(code));
const bytes = (maxLength: number) => fc.string({ unit: byte, maxLength });
const percent = fc.constantFrom(
  "%",
  "%E0%A4%A",
  "%00",
  "%0d%0a",
  "%ff",
  "%u0041",
  "%2A",
  "%3B",
  "%25",
  "%F0%9F%92%A9",
);

type Mutation = (text: string) => string;
const indexAt = (text: string, position: number): number =>
  Math.floor(position * (text.length + 1));

/** One mutation of a text. Positions are fractions of its length, so they apply to any text. */
function mutation(other: string): fc.Arbitrary<Mutation> {
  const position = fc.double({ min: 0, max: 1, noNaN: true });
  const part = fc.nat({ max: 7 });
  const replaced = fc.tuple(position, position, fc.oneof(byte, bytes(8), percent)).map(
    ([from, length, by]): Mutation =>
      (text) =>
        text.slice(0, indexAt(text, from)) +
        by +
        text.slice(indexAt(text, from) + indexAt(text, length * length * length)),
  );
  const parts = (work: (parts: string[], one: number, two: number) => void) =>
    fc.tuple(part, part).map(([one, two]): Mutation => (text) => {
      const all = text.split("*");
      work(all, one, two);
      return all.join("*");
    });
  return fc.oneof(
    replaced,
    position.map(
      (end): Mutation =>
        (text) =>
          text.slice(0, indexAt(text, end)),
    ),
    position.map(
      (start): Mutation =>
        (text) =>
          text.slice(indexAt(text, start)),
    ),
    position.map(
      (cut): Mutation =>
        (text) =>
          text.slice(0, indexAt(text, cut)) + other.slice(indexAt(other, cut)),
    ),
    parts((all, one, two) => ([all[one], all[two]] = [all[two] ?? "", all[one] ?? ""])),
    parts((all, one) => (all[one] = "")),
    parts((all, one) => (all[one] = other.split("*")[one] ?? "")),
    parts((all, one, two) => all.splice(one, 1 + (two % 2))),
    fc.constantFrom<Mutation>(
      (text) => text.toUpperCase(),
      (text) => text + text,
      (text) => `"${text}"`,
      (text) => encodeURIComponent(encodeURIComponent(text)),
      (text) => text.replace(/^Fe26\.2/, "Fe26.1"),
      (text) => [...text].reverse().join(""),
      (text) => text.replaceAll("*", "~"),
      (text) => `${text}~3~1`,
      (text) => text.padEnd(4100, "A"),
    ),
  );
}

/**
 * `Cookie` headers made from valid cookies: mutated, truncated, spliced, duplicated, under each other's names and among
 * garbage. Some are longer than Node accepts.
 */
export function malformedCookies(valid: readonly Pair[]): fc.Arbitrary<string> {
  const anyCookie = fc.constantFrom(...valid);
  const mutated = fc.tuple(anyCookie, anyCookie).chain(([{ name, value }, other]) =>
    fc.array(mutation(other.value), { minLength: 1, maxLength: 3 }).map((mutations) => ({
      name,
      value: mutations.reduce((text, mutate) => mutate(text), value),
    })),
  );
  const ownName = fc.constantFrom(...valid.map(({ name }) => name));
  const name = fc.oneof(
    ownName,
    fc.constantFrom(
      ...prototypes,
      ...prototypes.map((word) => `__Host-flash.${word}`),
      "__Host-form.",
      "",
    ),
    bytes(20),
  );
  const misplaced = fc.tuple(ownName, anyCookie).map(([name, { value }]) => ({ name, value }));
  const garbage = fc.record({
    name,
    value: fc.oneof(bytes(40), percent, fc.constant(""), fc.constantFrom(...prototypes)),
  });
  const huge = fc
    .tuple(name, fc.integer({ min: 4000, max: 15_000 }))
    .map(([name, length]) => ({ name, value: "A".repeat(length) }));
  const pair = fc.oneof(
    { weight: 24, arbitrary: mutated },
    { weight: 4, arbitrary: misplaced },
    { weight: 6, arbitrary: garbage },
    { weight: 1, arbitrary: huge },
  );
  const many = fc.integer({ min: 20, max: 150 }).map((count) =>
    Array.from({ length: count }, (_, place) => ({
      name: `__Host-flash.${place}`,
      value: "Fe26.2*x",
    })),
  );
  const separator = fc.constantFrom("; ", "; ", "; ", ";", ",", " ;; ", "&");
  return (
    fc
      .tuple(
        fc.oneof({ weight: 30, arbitrary: fc.array(pair, { minLength: 1, maxLength: 4 }) }, many),
        separator,
      )
      .map(([pairs, separator]) =>
        pairs.map(({ name, value }) => (name || value ? `${name}=${value}` : "=")).join(separator),
      )
      // Node's client refuses characters above one byte and line ends, which repeated mutations can produce.
      .map((header) => header.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?"))
  );
}
