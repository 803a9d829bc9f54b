import { expect, test } from "@playwright/test";
import { send } from "../support/http";
import { startServer } from "../support/server";

const refused: [string, Record<string, string>, string][] = [
  ["without a secret", { SESSION_SECRET: "" }, "SESSION_SECRET is missing: run `npm run secret`"],
  [
    "with a short one",
    { SESSION_SECRET: "too short" },
    "SESSION_SECRET is shorter than 32 characters: run `npm run secret`",
  ],
  [
    "with a placeholder",
    { SESSION_SECRET: "change-me-change-me-change-me-change-me" },
    "SESSION_SECRET is a placeholder",
  ],
  [
    "with a duration nobody understands",
    { SESSION_IDLE_TIMEOUT: "soon" },
    "SESSION_IDLE_TIMEOUT “soon” is not a duration",
  ],
];

for (const [how, env, sentence] of refused) {
  test(`production refuses to start ${how}, and says so in a sentence`, async () => {
    await expect(startServer({ env })).rejects.toThrow(sentence);
  });
}

test("a site whose address says so sends cookies without Secure and without a prefix", async () => {
  const server = await startServer({
    env: { SESSION_COOKIE_SECURE: "false", SESSION_COOKIE_NAME: "who" },
  });
  try {
    const body = JSON.stringify({ name: "A", email: "a@example.com", password: "long enough" });
    const response = await send(server, "/api/signup", { method: "POST", body });
    const [who, device] = response.headers.getSetCookie();
    expect(who).toMatch(/^who=Fe26[^;]+; Path=\/; HttpOnly; SameSite=lax$/);
    expect(device).toMatch(
      /^device=Fe26[^;]+; Path=\/; Expires=[^;]+; Max-Age=31536000; HttpOnly; SameSite=lax$/,
    );
  } finally {
    await server.stop();
  }
});

test("a second secret still opens what it sealed, and the first one seals anew", async () => {
  const [old, young] = [
    "the secret this site was opened with",
    "the secret this site is run with now",
  ];
  const before = await startServer({ env: { SESSION_SECRET: old } });
  const body = JSON.stringify({ name: "Bea", email: "bea@example.com", password: "long enough" });
  const cookie =
    (await send(before, "/api/signup", { method: "POST", body })).headers
      .getSetCookie()[0]
      ?.split(";")[0] ?? "";
  const env = { DATABASE_URL: before.databaseUrl };
  const during = await startServer({ env: { ...env, SESSION_SECRET: `${young},${old}` } });
  const after = await startServer({ env: { ...env, SESSION_SECRET: young } });
  try {
    const signedIn = async (server: typeof before, value: string) =>
      (await (await send(server, "/api/session", { headers: { cookie: value } })).json()).signedIn;
    expect(await signedIn(during, cookie)).toBe(true);
    expect(await signedIn(after, cookie)).toBe(false);
    const login = JSON.stringify({ email: "bea@example.com", password: "long enough" });
    const fresh = await send(during, "/api/login", { method: "POST", body: login });
    const resealed = fresh.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect(await signedIn(after, resealed)).toBe(true);
  } finally {
    for (const server of [after, during, before]) await server.stop();
  }
});
