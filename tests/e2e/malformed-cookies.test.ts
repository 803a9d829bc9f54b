import { sealData } from "iron-session";
import { formCookie } from "@/lib/http/form-cookie";
import { flashCookie, sessionCookie } from "@/lib/session/cookies";
import { expect, SESSION_COOKIE, test, type Server } from "../fixtures";
import { recordOf, sealedAsSession, sealedSession, send } from "../support/http";
import { publicHandlers, publicPages } from "../support/routes";
import { expectUser, submitLogin } from "../support/steps";
import { addUser, type TestUser } from "../support/users";

type Forge = (server: Server, user: TestUser) => Promise<string> | string;

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
  "a value that is no seal": () => named("hello"),
  "12 kB of text": () => named("x".repeat(12_000)),
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
  "form values": (server) =>
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

test("with a malformed session cookie, every page and handler treats the user as a guest", async ({
  server,
}) => {
  const user = await addUser(server.databaseUrl, "Private Name");
  for (const [what, forge] of Object.entries(malformed)) {
    const headers = { cookie: await forge(server, user) };
    const paths = [...publicPages, ...publicHandlers];
    const responses = await Promise.all(paths.map((path) => send(server, path, { headers })));
    for (const response of responses) {
      expect([what, response.status], response.url).toEqual([what, 200]);
      expect(await response.text(), `${what} at ${response.url}`).not.toContain("Private Name");
    }
    expect((await send(server, "/account", { headers })).status, what).toBe(307);
    const session = await (await send(server, "/api/session", { headers })).json();
    expect(session, what).toMatchObject({ signedIn: false, user: null });
  }
});

test("logging in replaces a malformed cookie", async ({ page, context, server }) => {
  const cookie = { name: SESSION_COOKIE, value: "Fe26.2*noise", secure: true };
  await context.addCookies([{ ...cookie, domain: "localhost", path: "/" }]);
  await page.goto("/login");
  await submitLogin(page, await addUser(server.databaseUrl, "Vera"));
  await expectUser(page, "Vera");
});

test("the name of a one-time cookie cannot delete another cookie", async ({ server }) => {
  const names = ["flash.a", "form.a"].map((name) => `__Host-${name},${SESSION_COOKIE}=x`);
  for (const path of ["/login", "/account"]) {
    const { headers } = await send(server, path, { headers: { cookie: names.join("; ") } });
    expect(headers.getSetCookie().join()).not.toContain(SESSION_COOKIE);
  }
});
