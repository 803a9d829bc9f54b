import { sealData } from "iron-session";
import { formCookie } from "@/lib/http/form-cookie";
import { flashCookie, sessionCookie } from "@/lib/session/cookies";
import { expect, SESSION_COOKIE, test, type Server } from "../fixtures";
import { recordOf, sealedAsSession, sealedSession, send } from "../support/http";
import { openHandlers, openPages } from "../support/routes";
import { expectUser, submitLogin } from "../support/steps";
import { addPerson, type Person } from "../support/users";

type Forge = (server: Server, user: Person) => Promise<string> | string;

const named = (value: string): string => `${SESSION_COOKIE}=${value}`;

/** Sealed with the right secret, but not by this app. */
const sealed =
  (content: unknown): Forge =>
  async ({ secret }) =>
    named(await sealData(content, { password: secret, ttl: 0 }));

const ofVersion =
  (version: number): Forge =>
  (server, user) =>
    sealedAsSession(server, { ...sessionCookie, name: "session", version }, recordOf(user));

const malformed: Record<string, Forge> = {
  "an empty value": () => named(""),
  "no seal": () => named("hello"),
  "12 kB of noise": () => named("x".repeat(12_000)),
  "broken percent encoding": () => named("%E0%A4%A%00%"),
  "a tampered seal": async (server, user) =>
    (await sealedSession(server, recordOf(user))).replace(
      /.(.{60})$/,
      (found, rest) => (found.startsWith("A") ? "B" : "A") + rest,
    ),
  "a truncated seal": async (server, user) =>
    (await sealedSession(server, recordOf(user))).slice(0, -20),
  "an unknown secret": (server, user) =>
    sealedSession(server, recordOf(user), { secret: "x9".repeat(16) }),
  "a flash message": (server) =>
    sealedAsSession(server, flashCookie, { category: "info", text: "hi" }),
  "a kept form": (server) =>
    sealedAsSession(server, formCookie, { form: "a", page: "/", errors: {}, values: {} }),
  "an older version": ofVersion(0),
  "a newer version": ofVersion(2),
  "a sealed string": sealed("admin"),
  "a sealed number": sealed(7),
  "a sealed true": sealed(true),
  "a sealed array": sealed([1, 2, 3]),
  "a sealed empty object": sealed({}),
  "another program's seal": sealed({ userId: "demo-ada", admin: true }),
};

for (const [what, forge] of Object.entries(malformed)) {
  test(`a session cookie with ${what} is a guest's on every page and handler`, async ({
    server,
  }) => {
    const user = await addPerson(server.databaseUrl, "Real Person");
    const headers = { cookie: await forge(server, user) };
    for (const path of [...openPages, ...openHandlers]) {
      const response = await send(server, path, { headers });
      expect(response.status, path).toBe(200);
      expect(await response.text(), path).not.toContain("Real Person");
    }
    expect((await send(server, "/account", { headers })).status).toBe(307);
    const session = await (await send(server, "/api/session", { headers })).json();
    expect(session).toMatchObject({ signedIn: false, user: null });
  });
}

test("logging in replaces a malformed cookie", async ({ page, context, server }) => {
  const cookie = { name: SESSION_COOKIE, value: "Fe26.2*noise", secure: true };
  await context.addCookies([{ ...cookie, domain: "localhost", path: "/" }]);
  await page.goto("/login");
  await submitLogin(page, await addPerson(server.databaseUrl, "Vera"));
  await expectUser(page, "Vera");
});
