import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { expect, test } from "../fixtures";
import { send } from "../support/http";

const FOREIGN = { origin: "https://evil.example" };
const NO_ACTION = "40".padEnd(42, "0");

const multipart = (fields: Record<string, string>): RequestInit => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return { body };
};

/** Requests that make Next look for a Server Action, on whichever path. */
const actions: readonly (readonly [what: string, init: RequestInit])[] = [
  ["a call", { headers: { "next-action": NO_ACTION, "content-type": "text/plain" }, body: "[]" }],
  ["a call with a malformed id", { headers: { "next-action": "40abc" }, body: "[]" }],
  ["a call with garbage", { headers: { "next-action": NO_ACTION }, body: "garbage" }],
  ["a form", multipart({ [`$ACTION_ID_${NO_ACTION}`]: "", name: "Ada" })],
  ["a form without an action", multipart({ name: "Ada" })],
  [
    "a form with garbage",
    { headers: { "content-type": "multipart/form-data; boundary=x" }, body: "garbage" },
  ],
];

const paths = [
  "/foo.png",
  "/products/x.png", // shop
  "/_next/foo",
  "/_next/static/foo.js",
  "/_next/image",
  "/api/foo",
  "/api/session",
  "/assets/foo",
  "/assets/noscript.css",
  "/nowhere",
];

test("an action posted to a path without one is refused, never a 500", async ({ server }) => {
  for (const [what, init] of actions)
    for (const path of paths) {
      const foreign = new Headers({ ...init.headers, ...FOREIGN });
      const refused = await send(server, path, { ...init, method: "POST", headers: foreign });
      expect([what, path, refused.status]).toEqual([what, path, 403]);
      expect(refused.headers.get("content-security-policy"), path).toMatch(/^default-src 'none'/);
      const own = await send(server, path, { ...init, method: "POST" });
      expect([400, 404, 405, 409], `${what} to ${path}: ${own.status}`).toContain(own.status);
    }
});

test("a file is refused to methods other than GET and HEAD", async ({ server }) => {
  const html = await (await send(server, "/login")).text();
  const script = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? "no script";
  for (const path of ["/assets/noscript.css", script]) {
    expect((await send(server, path)).status).toBe(200);
    const encoded = [path.replace("s", "%73"), path.replace(/(?<=.)\//, "%2f")];
    for (const written of [path, ...encoded])
      for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        const { status } = await send(server, written, { method });
        expect(status, `${method} ${written}`).toBe(method === "OPTIONS" ? 204 : 404);
      }
  }
});

test("a file with a condition or range that it does not meet answers 412 or 416", async ({
  server,
}) => {
  for (const [name, value, expected] of [
    ["if-match", "x", 412],
    ["if-unmodified-since", "Thu, 01 Jan 1970 00:00:00 GMT", 412],
    ["range", "bytes=9999999-", 416],
    ["range", "bytes=0-4", 206],
  ] as const) {
    const { status } = await send(server, "/assets/noscript.css", { headers: { [name]: value } });
    expect([name, value, status]).toEqual([name, value, expected]);
  }
});

// fetch() would resolve them.
for (const path of [
  "/./assets/noscript.css",
  "/x%3f/../assets/noscript.css",
  "/x/../../assets/noscript.css",
  "/%2f%2f[/../../assets/noscript.css",
]) {
  test(`a file is refused to POST at ${path} too`, async ({ server }) => {
    const sent = request({ port: server.port, path, method: "POST" }).end();
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(404);
  });
}

test("Next's own error page cannot be requested", async ({ server }) => {
  expect((await send(server, "/_global-error")).status).toBe(404);
});

test("an unknown API path is answered in JSON", async ({ server }) => {
  const response = await send(server, "/api/nowhere");
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    error: { code: "not_found", message: "There is no such endpoint." },
  });
});

test("a router state that cannot be parsed is a bad request", async ({ server }) => {
  // Next takes quadratic time for one that is deep.
  const deep = `["",${'{"":["",'.repeat(400)}{}${"]}".repeat(400)}]`;
  for (const state of ["%", "null", "[]", "%5B%22%22%2C1%5D", deep, encodeURI(deep)]) {
    const headers = { rsc: "1", "next-router-state-tree": state };
    // Next sends the client to the address that carries a hash of these headers.
    const redirect = await send(server, "/login?_rsc=x", { headers });
    const response = await send(server, redirect.headers.get("location") ?? "", { headers });
    expect([state, response.status]).toEqual([state, 400]);
  }
});
