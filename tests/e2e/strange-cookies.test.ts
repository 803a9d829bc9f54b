import { sealData } from "iron-session";
import { formCookie } from "@/lib/http/form-cookie";
import { flashCookie } from "@/lib/session/flash-cookie";
import { sessionCookie } from "@/lib/session/session";
import { expect, SESSION_COOKIE, test, type Server } from "../fixtures";
import { addPerson } from "../support/users";
import { openHandlers, openPages } from "../support/routes";
import { recordOf, sealedAsSession, sealedSession, send } from "../support/http";

type Forge = (server: Server, real: string) => Promise<string> | string;

const named = (value: string): string => `${SESSION_COOKIE}=${value}`;

/** Sealed with the right secret, and still nothing that Signet made. */
const sealed =
  (content: unknown): Forge =>
  async ({ secret }) => {
    const text = await sealData(content, { password: secret, ttl: 0 });
    return named(text);
  };

const strange: Record<string, Forge> = {
  "an empty one": () => named(""),
  "one that is no seal": () => named("hello"),
  "16 KB of noise": () => named("x".repeat(12_000)),
  "broken percent signs": () => named("%E0%A4%A%00%"),
  "a tampered one": (_, real) =>
    real.replace(/.(.{60})$/, (found, rest) => (found.startsWith("A") ? "B" : "A") + rest),
  "a truncated one": (_, real) => real.slice(0, -20),
  "one under an unknown secret": async (server) =>
    sealedSession(server, recordOf(await addPerson(server.databaseUrl, "Eve")), {
      secret: "x9".repeat(16),
    }),
  "one sealed for a flash": (server) =>
    sealedAsSession(server, flashCookie("1"), { category: "info", text: "hi" }),
  "one sealed for a form": (server) =>
    sealedAsSession(server, formCookie("a"), { page: "/", errors: {}, values: {} }),
  "one of an older schema": async (server) =>
    sealedAsSession(
      server,
      { ...sessionCookie, name: "session", version: 0 },
      recordOf(await addPerson(server.databaseUrl, "Eve")),
    ),
  "one of a newer schema": async (server) =>
    sealedAsSession(
      server,
      { ...sessionCookie, name: "session", version: 2 },
      recordOf(await addPerson(server.databaseUrl, "Eve")),
    ),
  "a sealed string": sealed("admin"),
  "a sealed number": sealed(7),
  "a sealed true": sealed(true),
  "a sealed list": sealed([1, 2, 3]),
  "a sealed empty object": sealed({}),
  "a sealed object of another program": sealed({ userId: "demo-ada", admin: true }),
};

for (const [what, forge] of Object.entries(strange)) {
  test(`somebody with ${what} in the session cookie is a guest, on every page and handler`, async ({
    server,
  }) => {
    const real = await sealedSession(server, recordOf(await addPerson(server.databaseUrl, "Real")));
    const headers = { cookie: await forge(server, real) };
    for (const path of [...openPages, ...openHandlers, "/account"]) {
      const response = await send(server, path, { headers });
      expect(response.status, path).toBe(path === "/account" ? 307 : 200);
      expect(await response.text(), path).not.toContain("Real");
    }
    expect(await (await send(server, "/api/session", { headers })).json()).toMatchObject({
      signedIn: false,
      user: null,
    });
  });
}

test("somebody with a strange cookie can log in over it", async ({ page, context, server }) => {
  const { name, email, password } = await addPerson(server.databaseUrl, "Vera");
  await context.addCookies([
    { name: SESSION_COOKIE, value: "Fe26.2*noise", domain: "localhost", path: "/", secure: true },
  ]);
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText(`Hello, ${name}!`)).toBeVisible();
});
