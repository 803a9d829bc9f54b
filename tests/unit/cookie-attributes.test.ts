import { execFileSync } from "node:child_process";
import { expect, test } from "@playwright/test";
import { flashCookie } from "@/lib/session/flash-cookie";
import { formCookie } from "@/lib/http/form-cookie";
import { cookieAttributes, cookieName } from "@/lib/session/sealed-cookie";
import { sessionCookie } from "@/lib/session/session";

const production = { httpOnly: true, secure: true, sameSite: "lax", path: "/" } as const;

test("in production a cookie is Secure, HttpOnly and this host's own", () => {
  expect(cookieAttributes(sessionCookie, undefined)).toEqual(production);
  expect(cookieName(sessionCookie)).toBe("__Host-session");
});

test("a cookie to keep says for how long, and one that ends with the browser does not", () => {
  expect(cookieAttributes(sessionCookie, 600)).toEqual({ ...production, maxAge: 600 });
  expect(cookieAttributes(sessionCookie, undefined)).not.toHaveProperty("maxAge");
});

test("a cookie is deleted with the attributes it was set with, or a browser would keep it", () => {
  expect(cookieAttributes(sessionCookie, 0)).toEqual({ ...production, maxAge: 0 });
});

test("script can delete a message that was shown, and can touch nothing else", () => {
  expect(cookieAttributes(flashCookie("1"), 300)).toEqual({
    ...production,
    httpOnly: false,
    maxAge: 300,
  });
  expect(cookieAttributes(formCookie, 300).httpOnly).toBe(true);
});

/** What a process with these settings would set: settings are read once, so each needs one of its own. */
function underSettings(settings: Record<string, string>): { name: string; attributes: object } {
  const program = `
    import { cookieAttributes, cookieName } from "./lib/session/sealed-cookie.ts";
    import { sessionCookie as cookie } from "./lib/session/session-cookie.ts";
    console.log(JSON.stringify({ name: cookieName(cookie), attributes: cookieAttributes(cookie, 0) }));`;
  const options = { env: { ...process.env, ...settings }, encoding: "utf8" } as const;
  const printed = execFileSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", program],
    options,
  );
  return JSON.parse(printed) as { name: string; attributes: object };
}

test("a cookie for a whole domain can't be called __Host-, and says the domain when it is deleted, too", () => {
  expect(
    underSettings({ SESSION_COOKIE_DOMAIN: "example.com", SESSION_COOKIE_NAME: "sid" }),
  ).toEqual({
    name: "sid",
    attributes: { ...production, domain: "example.com", maxAge: 0 },
  });
});

test("without Secure, or on a path of its own, a browser would refuse the name __Host-", () => {
  const insecure = { name: "session", attributes: { ...production, secure: false, maxAge: 0 } };
  expect(underSettings({ SESSION_COOKIE_SECURE: "false" })).toEqual(insecure);
  expect(underSettings({ NODE_ENV: "development" })).toEqual(insecure);
  expect(underSettings({ SESSION_COOKIE_PATH: "/club" })).toEqual({
    name: "session",
    attributes: { ...production, path: "/club", maxAge: 0 },
  });
});

test("a site that lives in other sites' frames says so in full", () => {
  const framed = underSettings({
    SESSION_COOKIE_SAMESITE: "none",
    SESSION_COOKIE_PARTITIONED: "true",
  });
  const attributes = { ...production, sameSite: "none", partitioned: true, maxAge: 0 };
  expect(framed).toEqual({ name: "__Host-session", attributes });
});
