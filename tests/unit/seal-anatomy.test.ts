import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import {
  anatomy,
  partAt,
  sealedLength,
  withByteChanged,
  type SealPart,
} from "@/app/session/seal-anatomy";
import { seal, keyIndex, unseal } from "@/lib/session/seal";

const OLD = "the old secret, of more than 32 characters";
const NEW = "the new secret, of more than 32 characters";

const ORDER = ["format", "secret", "salt", "iv", "data", "expiry", "macSalt", "mac", "marker"];

/** Whether the parts lie side by side and make up all of the text. */
function expectWhole(parts: readonly SealPart[], text: string): void {
  let end = 0;
  for (const { start, length } of parts) {
    expect(start).toBe(end);
    end += length;
  }
  expect(end).toBe(text.length);
}

test("the parts of a seal make up the whole, whatever is sealed", async () => {
  const content = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 4 });
  await fc.assert(
    fc.asyncProperty(content, async (data) => {
      const text = await seal(data, [NEW]);
      const parts = anatomy(text) ?? [];
      expect(parts.map(({ name }) => name)).toEqual(ORDER);
      expectWhole(parts, text);
    }),
    { numRuns: 60 },
  );
});

test("only the encrypted data grows with what is remembered", async () => {
  const sizes = async (data: object) =>
    (anatomy(await seal(data, [NEW])) ?? []).map(({ length }) => length);
  const [small, big] = [await sizes({ a: 1 }), await sizes({ a: "x".repeat(500) })];
  expect(ORDER.filter((_, place) => small[place] !== big[place])).toEqual(["data"]);
});

test("of any other text there are no parts, or they make up the whole all the same", () => {
  const stars = fc
    .array(fc.string({ maxLength: 5 }), { maxLength: 10 })
    .map((pieces) => ["Fe26.2", ...pieces].join("*"));
  fc.assert(
    fc.property(fc.oneof(fc.string(), stars), (text) => {
      const parts = anatomy(text);
      if (parts) expectWhole(parts, text);
    }),
    { numRuns: 1000 },
  );
  for (const text of ["", "hello", "Fe26.2", "Fe26.2*1*2*3*4*5*6", "Fe26.1*1*2*3*4*5*6*7"])
    expect(anatomy(text), text).toBeNull();
  expect(anatomy("Fe26.2*1*2*3*4*5*6*7")).toHaveLength(8);
});

test("every byte lies in one part, and none beyond the end does", async () => {
  const text = await seal({ to: "Ada" }, [NEW]);
  const parts = anatomy(text) ?? [];
  const names = Array.from(text, (_, at) => partAt(parts, at)?.name);
  expect([...new Set(names)]).toEqual(ORDER);
  expect(partAt(parts, text.length)).toBeUndefined();
  expect(partAt(parts, -1)).toBeUndefined();
});

test("a copy with one byte changed is refused, whichever byte of the seal it was", async () => {
  const keyring = [NEW];
  const text = await seal({ to: "Ada" }, keyring);
  const length = sealedLength(anatomy(text) ?? []);
  expect(length).toBe(text.length - "~2".length);
  for (let at = 0; at < length; at += 1) {
    const copy = withByteChanged(text, at);
    const differs = [...copy].flatMap((letter, place) => (letter === text[place] ? [] : [place]));
    expect(differs).toEqual([at]);
    expect(copy).toHaveLength(text.length);
    expect(await unseal(copy, keyring), `byte ${at}`).toHaveProperty("fault");
  }
});

test("a seal names its secret by its place in the list of whoever asks", async () => {
  const text = await seal({ to: "Ada" }, [OLD]);
  expect(await keyIndex(text, [OLD])).toBe(0);
  expect(await keyIndex(text, [NEW, OLD])).toBe(1);
  expect(await keyIndex(text, [NEW])).toBe(-1);
  expect(await keyIndex("hello", [NEW])).toBe(-1);
});
