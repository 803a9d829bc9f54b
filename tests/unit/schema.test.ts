import { expect, test } from "@playwright/test";
import * as z from "zod";
import { patchFields, readFields, sessionFields, type SessionData } from "@/lib/session/schema";

// Two fields as a developer would add them, so that these tests don't hang on the ones a site happens to have.
const added = { nickname: z.string().min(1), visits: z.number().int().default(0) };

test.beforeAll(() => void Object.assign(sessionFields, added));
test.afterAll(() => {
  for (const name of Object.keys(added)) delete (sessionFields as Record<string, z.ZodType>)[name];
});

type Stored = Readonly<Record<string, unknown>>;
const patch = (stored: Stored, change: Stored) => patchFields(stored, change as SessionData);

test("what was stored is read, and what was not is not there", () => {
  expect(readFields({ nickname: "Ada", visits: 2 })).toEqual({ nickname: "Ada", visits: 2 });
  expect(readFields({})).not.toHaveProperty("nickname");
});

test("a field of a wrong type reads as undefined while the others stay", () => {
  expect(readFields({ nickname: 7, visits: 2 })).toEqual({ visits: 2 });
  expect(readFields({ nickname: "Ada", visits: "many" })).toEqual({ nickname: "Ada" });
});

test("a page sees no field that this deploy does not know", () => {
  expect(
    readFields({ nickname: "Ada", visits: 1, fromTomorrow: true, __proto__: { role: "admin" } }),
  ).toEqual({
    nickname: "Ada",
    visits: 1,
  });
});

test("a newer deploy's field survives what an older one changes", () => {
  const stored = { nickname: "Ada", fromTomorrow: { deep: [1] } };
  expect(patch(stored, { nickname: "Grace" })).toEqual({
    nickname: "Grace",
    fromTomorrow: { deep: [1] },
  });
});

test("a field that no longer fits survives a change to another one, for the deploy that understands it", () => {
  expect(patch({ nickname: 7 }, { visits: 1 })).toEqual({ nickname: 7, visits: 1 });
});

test("undefined removes a field, one that was never there included", () => {
  expect(patch({ nickname: "Ada", visits: 3 }, { nickname: undefined })).toEqual({ visits: 3 });
  expect(Object.keys(patch({ visits: 3 }, { nickname: undefined }))).toEqual(["visits"]);
});

test("a change leaves what it was laid over as it was", () => {
  const stored = Object.freeze({ nickname: "Ada" });
  patch(stored, { nickname: "Grace", visits: 1 });
  expect(stored).toEqual({ nickname: "Ada" });
});

test("an unknown field is a developer's mistake, and the error names it and where to add it", () => {
  const add = (name: string) => () => patch({}, { [name]: 1 });
  expect(add("nickmane")).toThrow(
    new TypeError("The session has no field “nickmane”: add it in lib/session/schema.ts"),
  );
  expect(() => patch({}, { nickmane: undefined })).toThrow(TypeError);
});

test("a value of a wrong type is a developer's mistake: it is not stored and not dropped in silence", () => {
  expect(() => patch({}, { nickname: 7 })).toThrow(z.core.$ZodError);
  expect(() => patch({}, { nickname: null })).toThrow(z.core.$ZodError);
});
