import { expect, test } from "../fixtures";
import { recordOf, sealedSession, send, setCookies } from "../support/http";
import { changingRequests } from "../support/routes";
import { startServer } from "../support/server";
import { addUser } from "../support/users";

const foreign: readonly Record<string, string>[] = [
  { origin: "https://evil.example" },
  { origin: "http://localhost.evil.example" },
  { origin: "http://localhost:1" },
  // Sent by a sandboxed frame.
  { origin: "null" },
  { origin: "http//malformed" },
  { origin: "http://localhost/path" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
];

test("actions and route handlers refuse a request from another site with 403", async ({
  server,
}) => {
  const user = recordOf(await addUser(server.databaseUrl, "Victim"));
  const headers = { cookie: await sealedSession(server, user) };
  for (const sent of foreign) {
    for (const [method, path] of changingRequests) {
      const init = { method, headers: { ...sent, ...headers }, body: "{}" };
      const response = await send(server, path, init);
      const request = `${method} ${path} ${JSON.stringify(sent)}`;
      expect([response.status, setCookies(response)], request).toEqual([403, []]);
    }
  }
  const session = await (await send(server, "/api/session", { headers })).json();
  expect(session.signedIn).toBe(true);
});

test("a request from a page of this site is accepted", async ({ server }) => {
  const headers = { origin: server.origin, "sec-fetch-site": "same-origin" };
  expect((await send(server, "/api/logout", { method: "POST", headers })).status).toBe(204);
});

test("with APP_ORIGIN, only that origin is accepted", async () => {
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

test("a malformed form or action is refused without a stack trace", async ({ server }) => {
  for (const [what, init, status] of malformed) {
    const response = await send(server, "/login", { method: "POST", ...init });
    expect([what, response.status]).toEqual([what, status]);
    expect(await response.text(), what).not.toMatch(/\bat .*:\d+:\d+/);
  }
});

test("an action called with other arguments than a form answers like to an empty form", async ({
  server,
}) => {
  const html = await (await send(server, "/login")).text();
  const action = /&quot;id&quot;:&quot;([0-9a-f]{42})/.exec(html)?.[1] ?? "none";
  const headers = { "next-action": action };
  const calls = ["[]", "[null,null]", '["x",7]', '[{},{"email":"a"}]', '[[],"$undefined"]'];
  for (const body of calls) {
    const response = await send(server, "/login", { method: "POST", headers, body });
    expect(response.status, body).toBe(200);
  }
});
