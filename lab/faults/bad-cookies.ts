import * as fc from "fast-check";
import { sealedCookies } from "@/app/session/cookies";
import { seal } from "@/lib/session/seal";
import { cookieName } from "@/lib/session/sealed-cookie";
import { SESSION_COOKIE } from "../../tests/fixtures";
import { seconds } from "../../tests/support/http";

/** A cookie as it is written in a `Cookie` header. */
type Pair = Readonly<{ name: string; value: string }>;

/** Names that mean something to JavaScript. */
const prototypes = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "then"];

/** Every sealed cookie of this site under its own name, sealed with the server's secret; those of people come along. */
export async function realCookies(secret: string, sessions: readonly string[]): Promise<Pair[]> {
  const others = sealedCookies.map(async ({ cookie: { name, purpose, version } }) => {
    const full = cookieName({ name: name.endsWith(".") ? `${name}1` : name });
    return {
      name: full,
      value: await seal({ e: [purpose, version, seconds(), ["p01", { text: "hello" }]] }, [secret]),
    };
  });
  return [
    ...sessions.map((value) => ({ name: SESSION_COOKIE, value })),
    ...(await Promise.all(others)),
  ];
}

/** Any byte that Node's parser lets through in a header. */
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

type Change = (text: string) => string;
const at = (text: string, place: number): number => Math.floor(place * (text.length + 1));

/** One thing done to a text. Places are parts of its length, so that they mean something for any text. */
function change(other: string): fc.Arbitrary<Change> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const part = fc.nat({ max: 7 });
  const replaced = fc.tuple(place, place, fc.oneof(byte, bytes(8), percent)).map(
    ([from, length, by]): Change =>
      (text) =>
        text.slice(0, at(text, from)) +
        by +
        text.slice(at(text, from) + at(text, length * length * length)),
  );
  const parts = (work: (parts: string[], one: number, two: number) => void) =>
    fc.tuple(part, part).map(([one, two]): Change => (text) => {
      const all = text.split("*");
      work(all, one, two);
      return all.join("*");
    });
  return fc.oneof(
    replaced,
    place.map(
      (end): Change =>
        (text) =>
          text.slice(0, at(text, end)),
    ),
    place.map(
      (start): Change =>
        (text) =>
          text.slice(at(text, start)),
    ),
    place.map(
      (cut): Change =>
        (text) =>
          text.slice(0, at(text, cut)) + other.slice(at(other, cut)),
    ),
    parts((all, one, two) => ([all[one], all[two]] = [all[two] ?? "", all[one] ?? ""])),
    parts((all, one) => (all[one] = "")),
    parts((all, one) => (all[one] = other.split("*")[one] ?? "")),
    parts((all, one, two) => all.splice(one, 1 + (two % 2))),
    fc.constantFrom<Change>(
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
 * `Cookie` headers made from real ones: changed, cut, spliced, doubled, under one another's names and among garbage; some
 * are longer than Node takes.
 */
export function badCookies(real: readonly Pair[]): fc.Arbitrary<string> {
  const anyone = fc.constantFrom(...real);
  const changed = fc
    .tuple(anyone, anyone)
    .chain(([{ name, value }, other]) =>
      fc
        .array(change(other.value), { minLength: 1, maxLength: 3 })
        .map((changes) => ({ name, value: changes.reduce((text, change) => change(text), value) })),
    );
  const mine = fc.constantFrom(...real.map(({ name }) => name));
  const name = fc.oneof(
    mine,
    fc.constantFrom(
      ...prototypes,
      ...prototypes.map((word) => `__Host-flash.${word}`),
      "__Host-form.",
      "",
    ),
    bytes(20),
  );
  const misplaced = fc.tuple(mine, anyone).map(([name, { value }]) => ({ name, value }));
  const garbage = fc.record({
    name,
    value: fc.oneof(bytes(40), percent, fc.constant(""), fc.constantFrom(...prototypes)),
  });
  const huge = fc
    .tuple(name, fc.integer({ min: 4000, max: 15_000 }))
    .map(([name, length]) => ({ name, value: "A".repeat(length) }));
  const pair = fc.oneof(
    { weight: 24, arbitrary: changed },
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
      .map(([pairs, between]) =>
        pairs.map(({ name, value }) => (name || value ? `${name}=${value}` : "=")).join(between),
      )
      // No client of Node's sends more than a byte a character, or what ends a line: a change of a change may have made both.
      .map((header) => header.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?"))
  );
}
