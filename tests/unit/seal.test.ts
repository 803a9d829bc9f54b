import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { seal, unseal } from "@/lib/session/seal";

const OLD = "the old secret, of more than 32 characters";
const NEW = "the new secret, of more than 32 characters";
const OTHER = "a secret that was never one of this site's";

/** Opens as an instance does that has never seen the seal: what was opened before is remembered for each list. */
const open = (text: string, ...secrets: string[]) => unseal(text, secrets);

const letter = { to: "Ada", about: ["wax", "ink"], pages: 3 };

test("what is sealed comes back as it was, whatever it says", async () => {
  const json = fc.dictionary(
    fc.string({ unit: "binary" }),
    fc.jsonValue({ maxDepth: 2, stringUnit: "binary" }),
    { maxKeys: 5 },
  );
  await fc.assert(
    fc.asyncProperty(json, async (content) => {
      const text = await seal(content, [NEW]);
      fc.pre(text.length <= 4096);
      expect(await open(text, NEW)).toEqual({ content: JSON.parse(JSON.stringify(content)) });
    }),
    { numRuns: 500 },
  );
});

const edits: Record<string, (text: string, at: number, by: string) => string> = {
  flip: (text, at, by) => text.slice(0, at) + by + text.slice(at + 1),
  insert: (text, at, by) => text.slice(0, at) + by + text.slice(at),
  delete: (text, at, by) => text.slice(0, at) + text.slice(at + by.length),
  truncate: (text, at) => text.slice(0, at),
  swap: (text, at) =>
    text.slice(0, at) +
    text
      .slice(at, at + 2)
      .split("")
      .reverse()
      .join("") +
    text.slice(at + 2),
  append: (text, _, by) => `${text}~${by}`,
};

test("10,000 changed copies of a seal open as what was sealed or not at all, and none is an exception", async () => {
  test.slow();
  const original = await seal(letter, [NEW]);
  const keyring = [NEW];
  const by = fc.oneof(
    fc.constantFrom(..."*~.-_=A2%; \0é"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 3 }),
  );
  const edit = fc.constantFrom(...Object.values(edits));
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(edit, fc.nat(original.length), by, async (change, at, text) => {
      const opened = await unseal(change(original, at, text), keyring);
      if ("fault" in opened) refused += 1;
      else expect(opened.content).toEqual(letter);
    }),
    { numRuns: 10_000 },
  );
  expect(refused).toBeGreaterThan(7000);
});

test("a seal put together out of two people's opens as neither", async () => {
  const keyring = [NEW];
  const [ada, grace] = [await seal({ who: "Ada" }, keyring), await seal({ who: "Grace" }, keyring)];
  const [hers, other] = [ada.split("*"), grace.split("*")];
  for (let mask = 0; mask < 2 ** hers.length; mask += 1) {
    const mixed = hers.map((part, index) => (mask & (2 ** index) ? other[index] : part)).join("*");
    if (mixed === ada || mixed === grace) continue;
    expect(await unseal(mixed, keyring), mixed).toEqual({ fault: "invalid" });
  }
});

test("nobody who was sealed in by the old secret is lost when a new one is put before it", async () => {
  const before = await seal(letter, [OLD]);
  expect(await open(before, NEW, OLD)).toEqual({ content: letter });
});

test("the newest secret is the one that seals, so that the old one can go", async () => {
  const after = await seal(letter, [NEW, OLD]);
  expect(await open(after, NEW)).toEqual({ content: letter });
  expect(await open(after, OLD)).toEqual({ fault: "unknown-secret" });
});

test("two instances whose lists differ in order and length still agree on which secret is which", async () => {
  const lists = [[OLD], [OLD, NEW], [NEW, OLD], [OTHER, NEW, OLD]];
  for (const sealing of lists) {
    const text = await seal(letter, sealing);
    for (const opening of lists) {
      const known = opening.includes(sealing[0] ?? "");
      const expected = known ? { content: letter } : { fault: "unknown-secret" };
      expect(await open(text, ...opening), `${sealing} → ${opening}`).toEqual(expected);
    }
  }
});

test("a seal of the right name and a wrong secret's making does not open", async () => {
  const [ours, theirs] = [
    (await seal(letter, [NEW])).split("*"),
    (await seal(letter, [OTHER])).split("*"),
  ];
  const forged = theirs.map((part, index) => (index === 1 ? ours[1] : part)).join("*");
  expect(await open(forged, NEW)).toEqual({ fault: "invalid" });
});

test("a secret may be called what every object has: the name in a seal finds ours or nothing", async () => {
  const parts = (await seal(letter, [NEW])).split("*");
  for (const name of ["constructor", "__proto__", "toString", "", "1"]) {
    const opened = await open(parts.with(1, name).join("*"), NEW);
    expect(opened, name).toHaveProperty("fault");
  }
});

test("noise of any length is no seal", async () => {
  const noise = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "binary", minLength: 16_384, maxLength: 16_384 }),
  );
  const prefixed = noise.map((text) => `Fe26.2*${text}`);
  await fc.assert(
    fc.asyncProperty(fc.oneof(noise, prefixed), async (text) =>
      expect(await open(text, NEW)).toHaveProperty("fault"),
    ),
    { numRuns: 200 },
  );
});

test("a seal longer than any cookie is not even tried", async () => {
  const long = await seal({ text: "x".repeat(4096) }, [NEW]);
  expect(await open(long, NEW)).toEqual({ fault: "invalid" });
});

test("more people come back than an instance remembers seals of, and each is known as who they are", async () => {
  const keyring = [NEW];
  const everybody = Array.from({ length: 1005 }, (_, number) => ({ number }));
  const seals = await Promise.all(everybody.map((person) => seal(person, keyring)));
  const opened = await Promise.all(seals.map((text) => unseal(text, keyring)));
  expect(opened).toEqual(everybody.map((content) => ({ content })));
});

test("what one reader changes, or whoever made the seal, the next reader doesn't see", async () => {
  const keyring = ["the secret of this one test and no other"];
  const content = { a: { b: 1 } };
  const text = await seal(content, keyring);
  content.a.b = 2;
  const first = await unseal(text, keyring);
  expect(first).toEqual({ content: { a: { b: 1 } } });
  Object.assign((first as { content: typeof content }).content.a, { b: 3 });
  expect(await unseal(text, keyring)).toEqual({ content: { a: { b: 1 } } });
});
