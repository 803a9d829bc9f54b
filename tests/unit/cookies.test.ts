import { expect, test } from "@playwright/test";
import { checkEnv } from "@/lib/check-env";
import { findCookie, sealedCookies } from "@/lib/cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { withSettings } from "../support/settings";

test.describe("the list of cookies", () => {
  test("has no name or purpose twice", () => {
    for (const property of ["name", "purpose"] as const) {
      const values = sealedCookies.map((cookie) => cookie[property]);
      expect(values).toEqual([...new Set(values)]);
    }
  });

  test("has a limit for each cookie that a document consumes, and a lifetime for each but the session", () => {
    for (const { name, max, isConsumedBy, lifetime } of sealedCookies) {
      expect([name, Boolean(isConsumedBy && !max)]).toEqual([name, false]);
      expect([name, lifetime === Infinity]).toEqual([name, name === "session"]);
    }
  });
});

const domain = { SESSION_COOKIE_DOMAIN: "example.com", SESSION_COOKIE_NAME: "sid" };
for (const settings of [{}, domain]) {
  test(`findCookie finds each cookie by its name on the wire, with ${JSON.stringify(settings)}`, async () => {
    await withSettings(settings, () => {
      for (const cookie of sealedCookies) {
        const name = SealedCookie.wireName(cookie);
        expect(findCookie(cookie.max ? `${name}.id` : name)).toBe(cookie);
        for (const other of [cookie.max ? name : `${name}.id`, `${name}x`, `x${name}`, ""])
          expect(findCookie(other), other).toBeUndefined();
      }
    });
  });
}

test.describe("SESSION_COOKIE_NAME at start", () => {
  /** What checkEnv() prints before it exits; empty when the environment is valid. */
  function problems(name: string): string {
    const { exit, env, stderr } = process;
    const { write } = stderr;
    let printed = "";
    stderr.write = ((text: string) => Boolean((printed += text))) as typeof write;
    process.exit = () => {
      throw new Error("exit");
    };
    process.env = { ...env, SESSION_COOKIE_NAME: name };
    try {
      checkEnv();
    } catch (error) {
      expect((error as Error).message).toBe("exit");
    } finally {
      Object.assign(process, { exit, env });
      stderr.write = write;
    }
    return printed;
  }

  test("must not be the name of another cookie", () => {
    for (const { name } of sealedCookies.filter((cookie) => cookie.name !== "session"))
      expect(problems(name)).toContain("SESSION_COOKIE_NAME is another cookie's name");
    for (const name of ["session", "sid"]) expect(problems(name)).toBe("");
  });
});
