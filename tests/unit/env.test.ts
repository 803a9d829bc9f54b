import { expect, test } from "@playwright/test";
import { parseEnv } from "@/lib/env";

const STRONG = "kJ8s0Qw3eR5tYu7iOp1aSdF2gHj4KlZxCvBnM69q";
const OLDER = "Zx9Cv8Bn7Mq6Ww5Ee4Rr3Tt2Yy1Uu0IiOoPpAaSs";
const MAKE_ONE = "run `npm run secret` and put what it prints into SESSION_SECRET";

/** The lines of what a start with these variables says; none when it starts. */
function faults(variables: Record<string, string>): string[] {
  try {
    parseEnv(variables);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

test("a secret is all that has to be set, and the rest is as the README says", () => {
  expect(parseEnv({ SESSION_SECRET: STRONG })).toEqual({
    production: false,
    SESSION_SECRET: [STRONG],
    SESSION_COOKIE_NAME: "session",
    SESSION_COOKIE_SECURE: false,
    SESSION_COOKIE_SAMESITE: "lax",
    SESSION_COOKIE_PATH: "/",
    SESSION_COOKIE_PARTITIONED: false,
    PERMANENT_SESSION_LIFETIME: 31 * 86_400,
    PERMANENT_SESSION_MAX: 90 * 86_400,
    SESSION_IDLE_TIMEOUT: 2 * 3600,
    SESSION_MAX: 12 * 3600,
    SESSION_REFRESH_EACH_REQUEST: true,
    SESSION_FRESH_FOR: 600,
    TRUSTED_PROXIES: 0,
  });
});

test("cookies are Secure in production unless somebody says otherwise, and in development only if they do", () => {
  const secure = (variables: Record<string, string>) =>
    parseEnv({ SESSION_SECRET: STRONG, ...variables }).SESSION_COOKIE_SECURE;
  expect(secure({ NODE_ENV: "production" })).toBe(true);
  expect(secure({ NODE_ENV: "production", SESSION_COOKIE_SECURE: "false" })).toBe(false);
  expect(secure({ NODE_ENV: "development" })).toBe(false);
  expect(secure({ NODE_ENV: "development", SESSION_COOKIE_SECURE: "true" })).toBe(true);
  expect(secure({})).toBe(false);
});

test("secrets are a list, newest first, and blanks around the commas don't count", () => {
  expect(parseEnv({ SESSION_SECRET: ` ${STRONG} , ${OLDER}` }).SESSION_SECRET).toEqual([
    STRONG,
    OLDER,
  ]);
});

test("a missing secret says how to make one, an empty variable being a missing one", () => {
  const missing = [`SESSION_SECRET is missing: ${MAKE_ONE}`];
  expect(faults({})).toEqual(missing);
  expect(faults({ SESSION_SECRET: "" })).toEqual(missing);
});

test("a secret of 31 characters is refused, alone or anywhere in the list; one of 32 is not", () => {
  const tooShort = [`SESSION_SECRET is shorter than 32 characters: ${MAKE_ONE}`];
  expect(faults({ SESSION_SECRET: STRONG.slice(0, 31) })).toEqual(tooShort);
  expect(faults({ SESSION_SECRET: `${STRONG},${OLDER.slice(0, 31)}` })).toEqual(tooShort);
  expect(faults({ SESSION_SECRET: `${STRONG},` })).toEqual(tooShort);
  expect(faults({ SESSION_SECRET: STRONG.slice(0, 32) })).toEqual([]);
});

const placeholders = [
  "change-me-change-me-change-me-now-please",
  "CHANGEME_0123456789_0123456789_012345",
  "your-secret-goes-here-0123456789-0123456",
  "complex_password_at_least_32_characters_long",
  "this-is-an-example-0123456789-0123456789",
  "placeholder-0123456789-0123456789-0123",
  "x".repeat(40),
  "1234".repeat(10),
];

for (const placeholder of placeholders) {
  test(`“${placeholder}” is nobody's secret, not even as the older one`, () => {
    const refused = [`SESSION_SECRET is a placeholder: ${MAKE_ONE}`];
    expect(faults({ SESSION_SECRET: placeholder })).toEqual(refused);
    expect(faults({ SESSION_SECRET: `${STRONG},${placeholder}` })).toEqual(refused);
  });
}

test("every fault is listed at once, a line each, with its variable's name first", () => {
  const all = faults({
    SESSION_COOKIE_NAME: "my session",
    SESSION_COOKIE_SECURE: "yes",
    SESSION_COOKIE_DOMAIN: "not a host",
    SESSION_COOKIE_SAMESITE: "Lax",
    SESSION_COOKIE_PATH: "account",
    SESSION_MAX: "12",
    DATABASE_URL: "postgres://localhost/signet",
    TRUSTED_PROXIES: "all",
    APP_ORIGIN: "www",
  });
  expect(all).toEqual([
    `SESSION_SECRET is missing: ${MAKE_ONE}`,
    "SESSION_COOKIE_NAME may hold letters, digits, - and _ only",
    "SESSION_COOKIE_SECURE write true or false",
    "SESSION_COOKIE_DOMAIN is not a host name",
    "SESSION_COOKIE_SAMESITE write lax, strict or none",
    "SESSION_COOKIE_PATH starts with /",
    "SESSION_MAX “12” is not a duration: write 90s, 30m, 12h or 31d",
    expect.stringContaining("DATABASE_URL "),
    "TRUSTED_PROXIES is how many proxies of yours stand in front: 0 to 9",
    expect.stringContaining("APP_ORIGIN "),
  ]);
});

test("what is wrong with a secret is said without repeating the secret", () => {
  const secret = "hunter2-hunter2-hunter2";
  expect(faults({ SESSION_SECRET: secret }).join()).not.toContain("hunter2");
});

test("SameSite=None needs Secure: a browser would drop the cookie", () => {
  const none = { SESSION_SECRET: STRONG, SESSION_COOKIE_SAMESITE: "none" };
  expect(faults({ ...none, SESSION_COOKIE_SECURE: "true" })).toEqual([]);
  expect(faults({ ...none, NODE_ENV: "production" })).toEqual([]);
  expect(faults({ ...none, SESSION_COOKIE_SECURE: "false" })).toEqual([
    expect.stringMatching(/^SESSION_COOKIE_SAMESITE .*Secure|SECURE/),
  ]);
});

const unlivable: [string, Record<string, string>][] = [
  ["an origin without a scheme", { APP_ORIGIN: "www.example.com:443" }],
  ["an origin with a path", { APP_ORIGIN: "https://www.example.com/path" }],
  ["an origin that is a script", { APP_ORIGIN: "javascript:alert(1)" }],
  [
    "a partitioned cookie without Secure",
    { SESSION_COOKIE_PARTITIONED: "true", SESSION_COOKIE_SECURE: "false" },
  ],
  ["another cookie's name for the session", { SESSION_COOKIE_NAME: "device" }],
  ["a lifetime past what a date can hold", { PERMANENT_SESSION_MAX: "999999999d" }],
  ["a secret that repeats itself", { SESSION_SECRET: "abcdefgh".repeat(5) }],
];

for (const [what, variables] of unlivable) {
  test(`${what} is refused at the start`, () => {
    expect(faults({ SESSION_SECRET: STRONG, ...variables })).toHaveLength(1);
  });
}

test("a fault between two settings is listed with the others", () => {
  const variables = {
    SESSION_COOKIE_SAMESITE: "none",
    SESSION_COOKIE_SECURE: "false",
    SESSION_MAX: "soon",
  };
  expect(faults({ SESSION_SECRET: STRONG, ...variables })).toHaveLength(2);
});
