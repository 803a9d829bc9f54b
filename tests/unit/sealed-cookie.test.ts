import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { sealData } from "iron-session";
import * as z from "zod";
import { seal } from "@/lib/session/seal";
import {
  CookieTooBigError,
  cookieName,
  openCookie,
  sealCookie,
  type SealedCookie,
} from "@/lib/session/sealed-cookie";

const SECRET = "the secret of this file, of more than 32 characters";
const NOW = 1_800_000_000;
const DAY = 86_400;

/** Always a list of its own, so that a seal is really opened and not remembered. */
const at = (now: number, ...secrets: string[]) => ({
  keyring: secrets.length ? secrets : [SECRET],
  now,
});

const note: SealedCookie<string> = {
  name: "note",
  purpose: "note",
  version: 2,
  schema: z.string(),
  lifetime: DAY,
};
const anything: SealedCookie<unknown> = { ...note, schema: z.unknown() };

test("what goes into a cookie comes out of it, with the moment it was sealed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 2 }), fc.nat(), async (data, now) => {
      fc.pre(JSON.stringify(data).length < 1500);
      const value = await sealCookie(anything, data, at(now));
      const expected = JSON.parse(JSON.stringify(data)) as unknown;
      expect(await openCookie(anything, value, at(now))).toEqual({
        ok: true,
        data: expected,
        sealedAt: now,
      });
    }),
    { numRuns: 300 },
  );
});

test("a seal made for a list opens no session, though both hold the same kind of data", async () => {
  const value = await sealCookie({ ...note, name: "list", purpose: "list" }, "2 pens", at(NOW));
  expect(
    await openCookie({ ...note, name: "session", purpose: "session" }, value, at(NOW)),
  ).toEqual({ ok: false, fault: "purpose" });
});

test("a seal of another version is refused, older or newer", async () => {
  const value = await sealCookie(note, "hello", at(NOW));
  for (const version of [1, 3]) {
    expect(await openCookie({ ...note, version }, value, at(NOW))).toEqual({
      ok: false,
      fault: "version",
    });
  }
});

test("a cookie opens until the last second of its lifetime, whatever the browser keeps", async () => {
  const value = await sealCookie(note, "hello", at(NOW));
  expect(await openCookie(note, value, at(NOW + DAY - 1))).toMatchObject({ ok: true });
  expect(await openCookie(note, value, at(NOW + DAY))).toEqual({ ok: false, fault: "expired" });
  expect(await openCookie(note, value, at(NOW + DAY + 1))).toEqual({ ok: false, fault: "expired" });
});

test("an instance whose clock is 60 seconds behind or ahead ends nothing", async () => {
  const value = await sealCookie(note, "hello", at(NOW));
  expect(await openCookie(note, value, at(NOW - 60))).toMatchObject({ ok: true, data: "hello" });
  expect(await openCookie(note, value, at(NOW + 60))).toMatchObject({ ok: true, data: "hello" });
});

test("a secret that was dropped makes a guest of whoever it sealed in", async () => {
  const value = await sealCookie(note, "hello", at(NOW));
  expect(
    await openCookie(note, value, at(NOW, "a new secret, of more than 32 characters", SECRET)),
  ).toMatchObject({ ok: true });
  expect(
    await openCookie(note, value, at(NOW, "a new secret, of more than 32 characters")),
  ).toEqual({ ok: false, fault: "unknown-secret" });
});

const unlikely: readonly unknown[] = [
  "text",
  "",
  7,
  0,
  true,
  false,
  null,
  [],
  ["note", 2, NOW, "hello"],
  {},
  { e: null },
  { e: "note" },
  { e: [] },
  { e: ["note", 2, NOW] },
  { e: ["note", 2, String(NOW), "hello"] },
  { e: ["note", "2", NOW, "hello"] },
  { e: ["note", 2, null, "hello"] },
  { e: ["note", 2, NOW, 7] },
  { e: ["note", 2, NOW, null] },
  { e: ["note", 2, NOW, "hello", "more"] },
  { e: { length: 4 } },
];

for (const content of unlikely) {
  test(`a true seal around ${JSON.stringify(content)} is no cookie of ours, and no exception`, async () => {
    const [, id = ""] = (await seal({}, [SECRET])).split("*");
    const value = await sealData(content, { password: { [id]: SECRET }, ttl: 0 });
    expect(await openCookie(note, value, at(NOW))).toEqual({ ok: false, fault: "shape" });
  });
}

test("16 KB of anything in place of a cookie is a fault", async () => {
  const noise = fc.string({ unit: "binary", minLength: 16_384, maxLength: 16_384 });
  await fc.assert(
    fc.asyncProperty(noise, async (value) => {
      expect(await openCookie(note, value, at(NOW))).toEqual({ ok: false, fault: "invalid" });
    }),
    { numRuns: 20 },
  );
});

test("the biggest cookie that fits opens again, and one that does not names its size", async () => {
  // A seal grows in steps of 21 or 22 characters: only a longer name shows whether the name is counted.
  const diary = { ...note, name: "a-diary-whose-name-takes-some-bytes-as-well" };
  const attempt = (length: number) =>
    sealCookie(diary, "x".repeat(length), at(NOW)).catch((error: unknown) => error);
  let [fits, tooBig] = [0, 4096];
  while (tooBig - fits > 1) {
    const middle = (fits + tooBig) >> 1;
    if (typeof (await attempt(middle)) === "string") fits = middle;
    else tooBig = middle;
  }
  const value = String(await attempt(fits));
  const size = cookieName(diary).length + value.length;
  expect(size).toBeLessThanOrEqual(4096);
  expect(size).toBeGreaterThan(4096 - 22);
  expect(await openCookie(diary, value, at(NOW))).toMatchObject({
    ok: true,
    data: "x".repeat(fits),
  });

  const error = await attempt(tooBig);
  const sealed = await seal({ e: ["note", 2, NOW, "x".repeat(tooBig)] }, [SECRET]);
  const bytes = cookieName(diary).length + sealed.length;
  expect(error).toBeInstanceOf(CookieTooBigError);
  expect(error).toMatchObject({
    bytes,
    message: expect.stringContaining(`“${diary.name}” would be ${bytes} bytes`),
  });
});

test("data of a wrong type is a developer's mistake: it is never sealed", async () => {
  for (const data of [7, null, undefined, ["hello"]]) {
    await expect(sealCookie(note, data as unknown as string, at(NOW))).rejects.toThrow(
      z.core.$ZodError,
    );
  }
});
