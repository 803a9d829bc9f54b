import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { changeByte, parseSeal, partAt, sealLength, type SealPart } from "@/app/session/seal-parts";
import { seal, unseal } from "@/lib/session/seal";

const keyring = ["a secret of more than 32 characters, for tests"];
const ORDER = ["format", "secret", "salt", "iv", "data", "expiry", "macSalt", "mac", "marker"];

/** Fails when the parts leave a gap, overlap or do not reach the end of the text. */
function expectComplete(parts: readonly SealPart[], text: string): void {
  let end = 0;
  for (const { start, length } of parts) {
    expect(start).toBe(end);
    end += length;
  }
  expect(end).toBe(text.length);
}

test("a seal is split into its parts without gaps, whatever it holds", async () => {
  const content = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 4 });
  const split = fc.asyncProperty(content, async (data) => {
    const text = await seal(data, keyring);
    const parts = parseSeal(text) ?? [];
    expect(parts.map(({ name }) => name)).toEqual(ORDER);
    expectComplete(parts, text);
  });
  await fc.assert(split, { numRuns: 60 });
});

test("only the encrypted data grows with the content", async () => {
  const lengths = async (content: object) =>
    (parseSeal(await seal(content, keyring)) ?? []).map(({ length }) => length);
  const [small, big] = [await lengths({ a: 1 }), await lengths({ a: "x".repeat(500) })];
  expect(ORDER.filter((_, index) => small[index] !== big[index])).toEqual(["data"]);
});

test("text that is not a seal has no parts", () => {
  const stars = fc
    .array(fc.string({ maxLength: 5 }), { maxLength: 10 })
    .map((pieces) => ["Fe26.2", ...pieces].join("*"));
  const split = fc.property(fc.oneof(fc.string(), stars), (text) => {
    const parts = parseSeal(text);
    if (parts) expectComplete(parts, text);
  });
  fc.assert(split, { numRuns: 1000 });
  for (const text of ["", "hello", "Fe26.2", "Fe26.2*1*2*3*4*5*6", "Fe26.1*1*2*3*4*5*6*7"])
    expect(parseSeal(text), text).toBeNull();
});

test("every byte of a seal belongs to one part", async () => {
  const text = await seal({ to: "Ada" }, keyring);
  const parts = parseSeal(text) ?? [];
  const names = Array.from(text, (_, byte) => partAt(parts, byte)?.name);
  expect([...new Set(names)]).toEqual(ORDER);
  expect(partAt(parts, text.length)).toBeUndefined();
  expect(partAt(parts, -1)).toBeUndefined();
});

test("a copy with one changed byte does not unseal, whichever byte it is", async () => {
  const text = await seal({ to: "Ada" }, keyring);
  const length = sealLength(parseSeal(text) ?? []);
  expect(length).toBe(text.length - "~2".length);
  for (let byte = 0; byte < length; byte += 1) {
    const copy = changeByte(text, byte);
    const changed = [...copy].flatMap((character, index) =>
      character === text[index] ? [] : [index],
    );
    expect(changed).toEqual([byte]);
    expect(await unseal(copy, keyring), `byte ${byte}`).toHaveProperty("error");
  }
});
