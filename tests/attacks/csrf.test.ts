import { expect, test } from "../fixtures";
import { recordOf, sealedSession, send, setCookies } from "../support/http";
import { changes } from "../support/routes";
import { startServer } from "../support/server";
import { addPerson } from "../support/users";

const foreign: Record<string, Record<string, string>> = {
  "another site": { origin: "https://evil.example" },
  "another site that contains our name": { origin: "http://localhost.evil.example" },
  "another port": { origin: "http://localhost:1" },
  "a sandboxed frame": { origin: "null" },
  "a malformed origin": { origin: "http//nonsense" },
  "an origin with a path": { origin: "http://localhost/path" },
  "Sec-Fetch-Site: cross-site": { "sec-fetch-site": "cross-site" },
  "Sec-Fetch-Site: same-site": { "sec-fetch-site": "same-site" },
  "a forged X-Forwarded-Host": {
    origin: "https://evil.example",
    "x-forwarded-host": "evil.example",
  },
};

test.describe("actions and route handlers refuse a change from", () => {
  for (const [who, sent] of Object.entries(foreign)) {
    test(who, async ({ server }) => {
      const user = recordOf(await addPerson(server.databaseUrl, "Victim"));
      const headers = { cookie: await sealedSession(server, user) };
      for (const [method, path] of changes) {
        const init = { method, headers: { ...sent, ...headers }, body: "{}" };
        const response = await send(server, path, init);
        expect([response.status, setCookies(response)], `${method} ${path}`).toEqual([403, []]);
      }
      const session = await (await send(server, "/api/session", { headers })).json();
      expect(session.signedIn).toBe(true);
    });
  }
});

test("a change from our own pages is accepted", async ({ server }) => {
  const headers = { origin: server.origin, "sec-fetch-site": "same-origin" };
  expect((await send(server, "/api/logout", { method: "POST", headers })).status).toBe(204);
});

test("with APP_ORIGIN, only that origin is our own", async () => {
  const server = await startServer({ env: { APP_ORIGIN: "https://www.example.com" } });
  try {
    const status = async (origin: string) =>
      (await send(server, "/api/logout", { method: "POST", headers: { origin } })).status;
    expect(await status("https://www.example.com")).toBe(204);
    expect(await status("http://www.example.com")).toBe(403);
    expect(await status(server.origin)).toBe(403);
    const redirect = await send(server, "/account");
    expect(redirect.headers.get("location")).toMatch(/^https:\/\/www\.example\.com\/login/);
  } finally {
    await server.stop();
  }
});

const multipart = { "content-type": "multipart/form-data; boundary=x" };
const call = { "next-action": "0".repeat(42) };
const malformed: [string, RequestInit, number][] = [
  ["garbage as a form", { headers: multipart, body: "garbage" }, 400],
  ["a form without a boundary", { headers: { "content-type": "multipart/form-data" } }, 400],
  ["a form above 1 MB", { headers: multipart, body: "x".repeat(1_100_000) }, 413],
  ["a call with broken JSON", { headers: call, body: "[bad" }, 400],
  ["a call without an array", { headers: call, body: "false" }, 400],
  ["a call of an unknown action", { headers: call, body: "[]" }, 409],
];

for (const [what, init, status] of malformed) {
  test(`${what} is refused with ${status} and no stack trace`, async ({ server }) => {
    const response = await send(server, "/login", { method: "POST", ...init });
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/\bat .*:\d+:\d+/);
  });
}

test("an action called without a form answers as to an empty form", async ({ server }) => {
  const html = await (await send(server, "/login")).text();
  const action = /&quot;id&quot;:&quot;([0-9a-f]{42})/.exec(html)?.[1] ?? "none";
  const headers = { "next-action": action };
  const calls = ["[]", "[null,null]", '["x",7]', '[{},{"email":"a"}]', '[[],"$undefined"]'];
  for (const body of calls) {
    const response = await send(server, "/login", { method: "POST", headers, body });
    expect(response.status, body).toBe(200);
  }
});
