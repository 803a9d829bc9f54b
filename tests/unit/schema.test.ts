import { expect, test } from "@playwright/test";
import * as z from "zod";
import { patchFields, readFields, sessionFields, type SessionData } from "@/lib/session/schema";

// Two fields of a developer's: the tests do not depend on those of the app.
const added = { nickname: z.string().min(1), visits: z.number().int().default(0) };

test.beforeAll(() => void Object.assign(sessionFields, added));
test.afterAll(() => {
  for (const name of Object.keys(added)) Reflect.deleteProperty(sessionFields, name);
});

type Stored = Readonly<Record<string, unknown>>;
const patch = (stored: Stored, change: Stored) => patchFields(stored, change as SessionData);

test.describe("readFields", () => {
  const cases: [string, Stored, object][] = [
    ["returns what is stored", { nickname: "Ada", visits: 2 }, { nickname: "Ada", visits: 2 }],
    ["leaves out a field of an outdated type", { nickname: 7, visits: 2 }, { visits: 2 }],
    [
      "leaves out a field that this deploy does not know",
      { nickname: "Ada", visits: 1, fromNewerDeploy: true, __proto__: { role: "admin" } },
      { nickname: "Ada", visits: 1 },
    ],
  ];
  for (const [what, stored, fields] of cases) {
    test(what, () => expect(readFields(stored)).toEqual(fields));
  }
});

test.describe("patchFields", () => {
  const cases: [string, Stored, Stored, object][] = [
    [
      "keeps a newer deploy's field",
      { nickname: "Ada", fromNewerDeploy: { deep: [1] } },
      { nickname: "Grace" },
      { nickname: "Grace", fromNewerDeploy: { deep: [1] } },
    ],
    [
      "keeps a field of an outdated type",
      { nickname: 7 },
      { visits: 1 },
      { nickname: 7, visits: 1 },
    ],
    ["removes a field", { nickname: "Ada", visits: 3 }, { nickname: undefined }, { visits: 3 }],
    ["removes a missing field", { visits: 3 }, { nickname: undefined }, { visits: 3 }],
  ];
  for (const [what, stored, change, fields] of cases) {
    test(what, () => {
      const before = Object.freeze({ ...stored });
      expect(patch(before, change)).toStrictEqual(fields);
      expect(before).toEqual(stored);
    });
  }

  test("names an unknown field in a TypeError", () => {
    const error = new TypeError("lib/session/schema.ts has no field “nickmane”");
    for (const value of [1, undefined]) expect(() => patch({}, { nickmane: value })).toThrow(error);
  });

  test("names a field of the wrong type in a TypeError", () => {
    for (const value of [7, null, ""]) {
      expect(() => patch({}, { nickname: value })).toThrow(TypeError);
      expect(() => patch({}, { nickname: value })).toThrow("session field “nickname”:");
    }
  });
});
