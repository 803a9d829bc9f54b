import { expect, test } from "@playwright/test";
import { parseEnv } from "@/lib/env";

const STRONG = "kJ8s0Qw3eR5tYu7iOp1aSdF2gHj4KlZxCvBnM69q";
const OLDER = "Zx9Cv8Bn7Mq6Ww5Ee4Rr3Tt2Yy1Uu0IiOoPpAaSs";
const HOW_TO_CREATE = "run `npm run secret` and put what it prints into SESSION_SECRET";

const parse = (variables: Record<string, string> = {}) =>
  parseEnv({ SESSION_SECRET: STRONG, ...variables });

/** The problems that stop a start with these variables. */
function problems(variables: Record<string, string>): string[] {
  try {
    parse(variables);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

test("only the secret is required, and the defaults are those of the README", () => {
  expect(parse()).toEqual({
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
    SESSION_DEVICE_BINDING: false,
    TRUSTED_PROXIES: 0,
  });
});

test("cookies are Secure in production, unless set otherwise", () => {
  const isSecure = (variables: Record<string, string>) => parse(variables).SESSION_COOKIE_SECURE;
  const [production, development] = [{ NODE_ENV: "production" }, { NODE_ENV: "development" }];
  expect([isSecure(production), isSecure(development)]).toEqual([true, false]);
  expect(isSecure({ ...production, SESSION_COOKIE_SECURE: "false" })).toBe(false);
  expect(isSecure({ ...development, SESSION_COOKIE_SECURE: "true" })).toBe(true);
});

test.describe("SESSION_SECRET", () => {
  test("is a list, newest first, with blanks around the commas", () => {
    const { SESSION_SECRET } = parse({ SESSION_SECRET: ` ${STRONG} , ${OLDER}` });
    expect(SESSION_SECRET).toEqual([STRONG, OLDER]);
  });

  test("is required, and the message says how to create one", () => {
    const missing = `SESSION_SECRET is missing: ${HOW_TO_CREATE}`;
    expect(() => parseEnv({})).toThrow(missing);
    expect(problems({ SESSION_SECRET: "" })).toEqual([missing]);
  });

  test("has at least 32 characters, everywhere in the list", () => {
    const tooShort = [`SESSION_SECRET is shorter than 32 characters: ${HOW_TO_CREATE}`];
    for (const list of [STRONG.slice(0, 31), `${STRONG},${OLDER.slice(0, 31)}`, `${STRONG},`])
      expect(problems({ SESSION_SECRET: list })).toEqual(tooShort);
    expect(problems({ SESSION_SECRET: STRONG.slice(0, 32) })).toEqual([]);
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
  test("is not a placeholder, not even as an older secret", () => {
    const refused = [`SESSION_SECRET is a placeholder: ${HOW_TO_CREATE}`];
    for (const placeholder of placeholders)
      for (const list of [placeholder, `${STRONG},${placeholder}`])
        expect(problems({ SESSION_SECRET: list }), list).toEqual(refused);
  });

  test("is not repeated in a message", () => {
    expect(problems({ SESSION_SECRET: "hunter2-hunter2-hunter2" }).join()).not.toContain("hunter2");
  });
});

test("all problems are listed at once, a line each, with the variable's name first", () => {
  const wrong = {
    SESSION_SECRET: "",
    SESSION_COOKIE_NAME: "my session",
    SESSION_COOKIE_SECURE: "yes",
    SESSION_COOKIE_DOMAIN: "not a host",
    SESSION_COOKIE_SAMESITE: "Lax",
    SESSION_COOKIE_PATH: "account",
    SESSION_MAX: "12",
    DATABASE_URL: "postgres://localhost/signet",
    TRUSTED_PROXIES: "all",
    APP_ORIGIN: "www",
  };
  const all = problems(wrong);
  expect(all.map((line) => line.split(" ", 1)[0])).toEqual(Object.keys(wrong));
  expect(all).toContain("SESSION_MAX “12” is not a duration: write 90s, 30m, 12h or 31d");
});

test("an invalid value or combination is refused, also beside another problem", () => {
  const insecure = { SESSION_COOKIE_SECURE: "false" };
  const refused: Record<string, string>[] = [
    { APP_ORIGIN: "www.example.com:443" },
    { APP_ORIGIN: "https://www.example.com/path" },
    { APP_ORIGIN: "javascript:alert(1)" },
    { SESSION_COOKIE_SAMESITE: "none", ...insecure },
    { SESSION_COOKIE_PARTITIONED: "true", ...insecure },
    { SESSION_DEVICE_BINDING: "true", ...insecure },
    { SESSION_DEVICE_BINDING: "true", SESSION_COOKIE_SECURE: "true", SESSION_COOKIE_PATH: "/app" },
    { SESSION_COOKIE_PATH: "/a; Domain=example.com" },
    { SESSION_COOKIE_NAME: "__Host-session" },
    { SESSION_COOKIE_NAME: "__secure-session" },
    { PERMANENT_SESSION_MAX: "9999999999d" },
    { GITHUB_CLIENT_ID: "a" },
    { GITHUB_CLIENT_ID: "", GITHUB_CLIENT_SECRET: "a" },
    { GOOGLE_CLIENT_ID: "a", GOOGLE_CLIENT_SECRET: "" },
    { OIDC_ISSUER: "https://login.example.com", OIDC_CLIENT_ID: "a" },
    { OIDC_ISSUER: "http://login.example.com", OIDC_CLIENT_ID: "a", OIDC_CLIENT_SECRET: "b" },
    { OIDC_ISSUER: "http://localhost.example.com", OIDC_CLIENT_ID: "a", OIDC_CLIENT_SECRET: "b" },
  ];
  for (const variables of refused) {
    const [variable = ""] = Object.keys(variables);
    expect(problems(variables)).toEqual([expect.stringMatching(new RegExp(`^${variable} `))]);
    expect(problems({ ...variables, SESSION_MAX: "soon" }), variable).toHaveLength(2);
  }
});

test("SameSite=None and a partitioned cookie are accepted with Secure", () => {
  const none = { SESSION_COOKIE_SAMESITE: "none", SESSION_COOKIE_PARTITIONED: "true" };
  expect(problems({ ...none, SESSION_COOKIE_SECURE: "true" })).toEqual([]);
  expect(problems({ ...none, NODE_ENV: "production" })).toEqual([]);
});

test.describe("the names that Turso's integrations use", () => {
  const turso = { TURSO_DATABASE_URL: "libsql://turso.example", TURSO_AUTH_TOKEN: "theirs" };

  test("are read like DATABASE_URL and DATABASE_AUTH_TOKEN", () => {
    const read = { DATABASE_URL: "libsql://turso.example", DATABASE_AUTH_TOKEN: "theirs" };
    expect(parse(turso)).toMatchObject(read);
    expect(parse({ ...turso, DATABASE_URL: "" })).toMatchObject(read);
    expect(problems({ TURSO_DATABASE_URL: "postgres://localhost" })).toHaveLength(1);
  });

  test("are ignored together when DATABASE_URL is set: a token goes to its own database only", () => {
    const { DATABASE_URL, DATABASE_AUTH_TOKEN } = parse({ ...turso, DATABASE_URL: "file:own.db" });
    expect([DATABASE_URL, DATABASE_AUTH_TOKEN]).toEqual(["file:own.db", undefined]);
  });
});
