import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { seal, unseal } from "@/lib/session/seal";

const OLD = "the old secret, of more than 32 characters";
const NEW = "the new secret, of more than 32 characters";
const FOREIGN = "the secret of some other site, not of ours";

/** Unseals without the cache, which is kept for each list of secrets. */
const open = (text: string, ...secrets: string[]) => unseal(text, secrets);

const content = { to: "Ada", about: ["wax", "ink"], pages: 3 };

test("a seal opens to the JSON that was sealed", async () => {
  const json = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ maxDepth: 2 }), {
    maxKeys: 5,
  });
  await fc.assert(
    fc.asyncProperty(json, async (data) => {
      const text = await seal(data, [NEW]);
      fc.pre(text.length <= 4096);
      expect(await open(text, NEW)).toEqual({ content: JSON.parse(JSON.stringify(data)) });
    }),
    { numRuns: 50 },
  );
});

test.describe("rotation", () => {
  const secrets: Record<string, string> = { OLD, NEW, FOREIGN };
  const lists = ["OLD", "OLD,NEW", "NEW,OLD", "NEW", "FOREIGN,NEW,OLD"].map((names) => ({
    names,
    keyring: names.split(",").map((name) => secrets[name] ?? ""),
  }));

  for (const { names, keyring } of lists) {
    test(`with the secrets ${names}, the first one seals and any list with it opens`, async () => {
      const text = await seal(content, keyring);
      for (const opening of lists) {
        const isKnown = opening.keyring.includes(keyring[0] ?? "");
        const expected = isKnown ? { content } : { error: "unknown-secret" };
        expect(await open(text, ...opening.keyring), opening.names).toEqual(expected);
      }
    });
  }
});

test.describe("forgery", () => {
  const edits: readonly ((text: string, at: number, by: string) => string)[] = [
    (text, at, by) => text.slice(0, at) + by + text.slice(at + 1),
    (text, at, by) => text.slice(0, at) + by + text.slice(at),
    (text, at, by) => text.slice(0, at) + text.slice(at + by.length),
    (text, at) => text.slice(0, at),
    (text, at) => text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2),
    (text, _, by) => `${text}~${by}`,
  ];

  test("a modified seal opens to the original content or not at all", async () => {
    const keyring = [NEW];
    const original = await seal(content, keyring);
    const piece = fc.oneof(
      fc.constantFrom(..."*~.-_=A2%; \0é"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 3 }),
    );
    let refused = 0;
    const edit = fc.constantFrom(...edits);
    await fc.assert(
      fc.asyncProperty(edit, fc.nat(original.length), piece, async (change, at, by) => {
        const opened = await unseal(change(original, at, by), keyring);
        if ("error" in opened) refused += 1;
        else expect(opened.content).toEqual(content);
      }),
      { numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(600);
  });

  test("a seal with anything behind it does not open", async () => {
    const original = await seal(content, [NEW]);
    const more = fc.string({ unit: "binary", minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(more, async (text) => {
        expect(await open(original + text, NEW)).toEqual({ error: "invalid" });
        expect(await open(`${original.slice(0, -1)}${text}~`, NEW)).toEqual({ error: "invalid" });
      }),
    );
  });

  test("parts of two seals do not open together", async () => {
    const keyring = [NEW];
    const [ada, grace] = [await seal({ a: "Ada" }, keyring), await seal({ g: "Grace" }, keyring)];
    const [parts, others] = [ada.split("*"), grace.split("*")];
    for (let mask = 0; mask < 2 ** parts.length; mask += 1) {
      const mixed = parts.map((part, at) => (mask & (2 ** at) ? others[at] : part)).join("*");
      if (mixed === ada || mixed === grace) continue;
      expect(await unseal(mixed, keyring), mixed).toEqual({ error: "invalid" });
    }
  });

  test("a foreign seal with the key id of our secret does not open", async () => {
    const [, ourId = ""] = (await seal(content, [NEW])).split("*");
    const foreign = (await seal(content, [FOREIGN])).split("*");
    expect(await open(foreign.with(1, ourId).join("*"), NEW)).toEqual({ error: "invalid" });
  });

  test("a key id that is a property of every object finds no secret", async () => {
    const parts = (await seal(content, [NEW])).split("*");
    for (const id of ["constructor", "__proto__", "toString", "", "1"])
      expect(await open(parts.with(1, id).join("*"), NEW), id).toHaveProperty("error");
  });

  test("random text does not open, whatever its length", async () => {
    const short = fc.string({ unit: "binary" });
    const noise = fc.oneof(
      short,
      short.map((text) => `Fe26.2*${text}`),
      fc.string({ unit: "binary", minLength: 16_384, maxLength: 16_384 }),
    );
    await fc.assert(
      fc.asyncProperty(noise, async (text) =>
        expect(await open(text, NEW)).toHaveProperty("error"),
      ),
    );
  });

  test("a seal longer than any cookie does not open", async () => {
    const long = await seal({ text: "x".repeat(4096) }, [NEW]);
    expect(await open(long, NEW)).toEqual({ error: "invalid" });
  });
});

test.describe("cache", () => {
  /** The number of keys that `work` imports; 0 when it takes no cryptography. */
  async function importedKeys(work: () => Promise<unknown>): Promise<number> {
    const { subtle } = crypto;
    const { importKey } = subtle;
    let count = 0;
    subtle.importKey = ((...args: Parameters<typeof importKey>) => {
      count += 1;
      return importKey.apply(subtle, args);
    }) as typeof importKey;
    try {
      await work();
      return count;
    } finally {
      subtle.importKey = importKey;
    }
  }

  test("a seal takes cryptography once, until 1,000 others were opened", async () => {
    const keyring = [NEW];
    const contents = Array.from({ length: 1000 }, (_, number) => ({ number }));
    const first = await seal(content, [NEW]);
    const openFirst = () => importedKeys(() => unseal(first, keyring));
    expect(await openFirst()).toBeGreaterThan(0);
    expect(await openFirst()).toBe(0);
    const others = await Promise.all(contents.map((each) => seal(each, keyring)));
    const opened = await Promise.all(others.map((text) => unseal(text, keyring)));
    expect(opened).toEqual(contents.map((each) => ({ content: each })));
    expect(await openFirst()).toBeGreaterThan(0);
  });

  test("a reader's changes are not seen by the next reader", async () => {
    const keyring = [NEW];
    const sealed = { a: { b: 1 } };
    const text = await seal(sealed, keyring);
    sealed.a.b = 2;
    const first = await unseal(text, keyring);
    expect(first).toEqual({ content: { a: { b: 1 } } });
    Object.assign((first as { content: typeof sealed }).content.a, { b: 3 });
    expect(await unseal(text, keyring)).toEqual({ content: { a: { b: 1 } } });
  });
});
