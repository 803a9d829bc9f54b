import { expect, test } from "@playwright/test";
import { post, send, setCookies } from "../support/http";
import { startServer, type Server } from "../support/server";

const invalid: [setting: string, value: string, message: string][] = [
  ["SESSION_SECRET", "", "SESSION_SECRET is missing"],
  ["SESSION_SECRET", "too short", "SESSION_SECRET is shorter than 32 characters"],
  ["SESSION_SECRET", "change-me-".repeat(4), "SESSION_SECRET is a placeholder"],
  ["SESSION_IDLE_TIMEOUT", "soon", "SESSION_IDLE_TIMEOUT"],
];

for (const [setting, value, message] of invalid) {
  test(`the server does not start with ${setting}=${value}`, async () => {
    await expect(startServer({ env: { [setting]: value } })).rejects.toThrow(message);
  });
}

test("an older secret opens sessions and the newest seals them", async () => {
  const [old, young] = ["the secret of last year: replaced", "the secret of this year: current"];
  const before = await startServer({ env: { SESSION_SECRET: old } });
  const env = { DATABASE_URL: before.databaseUrl };
  const during = await startServer({ env: { ...env, SESSION_SECRET: `${young},${old}` } });
  const after = await startServer({ env: { ...env, SESSION_SECRET: young } });
  const signedIn = async (server: Server, cookie: string) =>
    (await (await send(server, "/api/session", { headers: { cookie } })).json()).signedIn;
  const cookieOf = (response: Response) =>
    setCookies(response).map(({ name, value }) => `${name}=${value}`)[0] ?? "";
  try {
    const user = { name: "Bea", email: "bea@example.com", password: "long enough" };
    const sealedBefore = cookieOf(await post(before, "/api/signup", user));
    expect(await signedIn(during, sealedBefore)).toBe(true);
    expect(await signedIn(after, sealedBefore)).toBe(false);
    const sealedDuring = cookieOf(await post(during, "/api/login", user));
    expect(await signedIn(after, sealedDuring)).toBe(true);
  } finally {
    for (const server of [after, during, before]) await server.stop();
  }
});
