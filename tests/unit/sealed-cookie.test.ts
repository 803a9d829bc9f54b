import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { sealData } from "iron-session";
import * as z from "zod";
import { env } from "@/lib/env";
import { flashCookie, sessionCookie } from "@/lib/session/cookies";
import { seal } from "@/lib/session/seal";
import { CookieTooBigError, SealedCookie } from "@/lib/session/sealed-cookie";
import { withSettings } from "../support/settings";

const NOW = 1_800_000_000;
const DAY = 86_400;

/** A list of secrets of its own, so that the cache of seals is not used. */
const at = (now: number) => ({ keyring: [...env().SESSION_SECRET], now });

const note: SealedCookie<string> = {
  name: "note",
  purpose: "note",
  version: 2,
  schema: z.string(),
  lifetime: DAY,
};

test.describe("SealedCookie.seal and SealedCookie.open", () => {
  test("return the data with the time of sealing", async () => {
    const anything: SealedCookie<unknown> = { ...note, schema: z.unknown() };
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 2 }), fc.nat(), async (json, now) => {
        fc.pre(JSON.stringify(json).length < 1500);
        const data: unknown = JSON.parse(JSON.stringify(json));
        const value = await SealedCookie.seal(anything, json, at(now));
        expect(await SealedCookie.open(anything, value, at(now))).toEqual({
          ok: true,
          data,
          sealedAt: now,
        });
      }),
    );
  });

  const refusals: [string, Partial<SealedCookie<string>>, number, string][] = [
    ["for another purpose", { purpose: "session" }, NOW, "purpose"],
    ["of an older version", { version: 3 }, NOW, "version"],
    ["of a newer version", { version: 1 }, NOW, "version"],
    ["at the end of its lifetime", {}, NOW + DAY, "expired"],
  ];
  for (const [what, changes, now, error] of refusals) {
    test(`refuse a value ${what}, also when the seal is cached`, async () => {
      const value = await SealedCookie.seal(note, "hello", { now: NOW });
      for (const options of [at(now), { now }])
        expect(await SealedCookie.open({ ...note, ...changes }, value, options)).toEqual({
          ok: false,
          error,
        });
    });
  }

  test("accept a value until the last second, and from a clock that is a minute ahead", async () => {
    const value = await SealedCookie.seal(note, "hello", at(NOW));
    for (const now of [NOW + DAY - 1, NOW - 60])
      expect(await SealedCookie.open(note, value, at(now))).toMatchObject({
        ok: true,
        data: "hello",
      });
  });

  const shapes = `"text" "" 7 0 true false null [] ["note",2,1,"hello"] {} {"e":null} {"e":"note"}
    {"e":[]} {"e":["note",2,1]} {"e":["note",2,"1","hello"]} {"e":["note","2",1,"hello"]}
    {"e":["note",2,null,"hello"]} {"e":["note",2,1,7]} {"e":["note",2,1,null]}
    {"e":["note",2,1,"hello","more"]} {"e":{"length":4}}`.split(/\s+/);

  test("refuse authentic seals of another shape without an exception", async () => {
    const [secret = ""] = env().SESSION_SECRET;
    const [, id = ""] = (await seal({}, [secret])).split("*");
    for (const shape of shapes) {
      const content: unknown = JSON.parse(shape);
      const value = await sealData(content, { password: { [id]: secret }, ttl: 0 });
      expect(await SealedCookie.open(note, value, at(1)), shape).toEqual({
        ok: false,
        error: "shape",
      });
    }
  });

  test("never seal data of the wrong type", async () => {
    for (const data of [7, null, undefined, ["hello"]])
      await expect(SealedCookie.seal(note, data as unknown as string)).rejects.toThrow(
        z.core.$ZodError,
      );
  });

  test("accept up to 4,096 bytes of name and value, and name the size beyond", async () => {
    // A seal grows in steps of 21 or 22 characters, so only a longer name shows that the name counts.
    const diary = { ...note, name: "a-diary-whose-name-takes-more-than-one-step" };
    const attempt = (length: number) =>
      SealedCookie.seal(diary, "x".repeat(length), at(NOW)).catch((error: unknown) => error);
    let [fits, tooBig] = [0, 4096];
    while (tooBig - fits > 1) {
      const middle = (fits + tooBig) >> 1;
      if (typeof (await attempt(middle)) === "string") fits = middle;
      else tooBig = middle;
    }
    const value = String(await attempt(fits));
    const size = SealedCookie.wireName(diary).length + value.length;
    expect(size).toBeLessThanOrEqual(4096);
    expect(size).toBeGreaterThan(4096 - 22);
    expect(await SealedCookie.open(diary, value, at(NOW))).toMatchObject({ ok: true });

    const error = await attempt(tooBig);
    const next = await seal({ e: ["note", 2, NOW, "x".repeat(tooBig)] }, env().SESSION_SECRET);
    expect(error).toBeInstanceOf(CookieTooBigError);
    const bytes = SealedCookie.wireName(diary).length + next.length;
    expect((error as Error).message).toContain(`“${diary.name}” would be ${bytes} bytes`);
  });
});

/** A `Set-Cookie` line as a browser reads it. */
function parse(line: string): Record<string, unknown> {
  const [pair = "", ...attributes] = line.split("; ");
  const entries = attributes.map((attribute) => {
    const [key = "", value = true] = attribute.split("=");
    const name = key === "Max-Age" ? "maxAge" : key.charAt(0).toLowerCase() + key.slice(1);
    return [name, name === "maxAge" ? Number(value) : value];
  });
  const [name, value] = pair.split("=");
  return { name, value, ...Object.fromEntries(entries) };
}

test.describe("attributes", () => {
  const production = { path: "/", sameSite: "lax", secure: true, httpOnly: true };
  const insecure = { ...production, secure: undefined };
  const [NAME, HOST_NAME] = ["session", "__Host-session"];
  const partitioned = { sameSite: "none", partitioned: true };
  const cases: [settings: string, name: string, attributes: object][] = [
    ["", HOST_NAME, production],
    ["NODE_ENV=development", NAME, insecure],
    ["SESSION_COOKIE_SECURE=false", NAME, insecure],
    ["SESSION_COOKIE_NAME=sid", "__Host-sid", production],
    ["SESSION_COOKIE_DOMAIN=example.com", NAME, { ...production, domain: "example.com" }],
    ["SESSION_COOKIE_PATH=/club", NAME, { ...production, path: "/club" }],
    ["SESSION_COOKIE_SAMESITE=strict", HOST_NAME, { ...production, sameSite: "strict" }],
    [
      "SESSION_COOKIE_SAMESITE=none SESSION_COOKIE_PARTITIONED=true",
      ...([HOST_NAME, { ...production, ...partitioned }] as const),
    ],
  ];

  for (const [settings, name, expected] of cases) {
    test(`with ${settings || "the defaults"}, a cookie is set and deleted with the same ones`, async () => {
      const variables = settings.split(" ").map((text) => text.split("="));
      await withSettings(Object.fromEntries(variables), () => {
        for (const [value, maxAge] of [
          ["v", 600],
          ["", 0],
          ["v", undefined],
        ] as const) {
          const line = parse(SealedCookie.serialize(sessionCookie, value, maxAge));
          expect(line).toEqual({ name, value, ...expected, maxAge });
          const attributes = Object.entries(SealedCookie.attributes(sessionCookie, maxAge));
          const present = attributes.filter(([, attribute]) => attribute !== false);
          expect({
            name: SealedCookie.wireName(sessionCookie),
            ...Object.fromEntries(present),
          }).toEqual({
            ...expected,
            name,
            maxAge,
          });
        }
      });
    });
  }

  test("only a flash message is not HttpOnly, so that script can delete it", () => {
    const line = parse(SealedCookie.serialize(flashCookie, "", 0));
    expect(line).toEqual({
      ...production,
      name: "__Host-flash",
      value: "",
      maxAge: 0,
      httpOnly: undefined,
    });
    expect(SealedCookie.attributes(flashCookie).httpOnly).toBe(false);
  });
});
