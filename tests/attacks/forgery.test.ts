import { expect, test } from "../fixtures";
import { addPerson } from "../support/users";
import { recordOf, sealedSession, send, setCookies } from "../support/http";
import { changes, membersPages, openHandlers, openPages } from "../support/routes";

const foreign: Record<string, Record<string, string>> = {
  "another site": { origin: "https://evil.example" },
  "another site that names ours": { origin: "http://localhost.evil.example" },
  "another port of this machine": { origin: "http://localhost:1" },
  "a sandboxed frame": { origin: "null" },
  "a page with a malformed origin": { origin: "http//nonsense" },
  "a page whose origin has a path": { origin: "http://localhost/path" },
  "a page that a browser calls cross-site": { "sec-fetch-site": "cross-site" },
  "a page that a browser calls same-site, a neighbour": { "sec-fetch-site": "same-site" },
  "another site that forges the forwarded host": {
    origin: "https://evil.example",
    "x-forwarded-host": "evil.example",
  },
};

for (const [who, headers] of Object.entries(foreign)) {
  test(`${who} can change nothing, by action or by handler`, async ({ server }) => {
    const cookie = await sealedSession(
      server,
      recordOf(await addPerson(server.databaseUrl, "Victim")),
    );
    for (const [method, path] of changes) {
      const response = await send(server, path, {
        method,
        headers: { ...headers, cookie },
        body: "{}",
      });
      expect([response.status, setCookies(response)], `${method} ${path}`).toEqual([403, []]);
    }
    const session = await send(server, "/api/session", { headers: { cookie } });
    expect(await session.json()).toMatchObject({ signedIn: true });
  });
}

test("our own pages can, with every header a browser sends along", async ({ server }) => {
  const headers = { origin: server.origin, "sec-fetch-site": "same-origin" };
  expect((await send(server, "/api/logout", { method: "POST", headers })).status).toBe(204);
});

test("a site behind a proxy that changes the host knows its own address by APP_ORIGIN alone", async () => {
  const { startServer } = await import("../support/server");
  const server = await startServer({ env: { APP_ORIGIN: "https://www.example.com" } });
  try {
    const status = async (origin: string) =>
      (await send(server, "/api/logout", { method: "POST", headers: { origin } })).status;
    expect(await status("https://www.example.com")).toBe(204);
    expect(await status("http://www.example.com")).toBe(403);
    expect(await status(server.origin)).toBe(403);
    expect((await send(server, "/account")).headers.get("location")).toBe(
      "https://www.example.com/login?next=%2Faccount",
    );
  } finally {
    await server.stop();
  }
});

test("a GET or a HEAD changes nothing, wherever it is sent", async ({ server }) => {
  const cookie = await sealedSession(server, recordOf(await addPerson(server.databaseUrl, "Gert")));
  for (const method of ["GET", "HEAD"]) {
    for (const path of [
      ...openPages,
      ...membersPages,
      ...openHandlers,
      "/api/logout",
      "/api/login",
      "/api/sessions",
      "/login?ended=x",
    ]) {
      expect(
        setCookies(await send(server, path, { method, headers: { cookie } })),
        `${method} ${path}`,
      ).toEqual([]);
    }
  }
  expect(await (await send(server, "/api/session", { headers: { cookie } })).json()).toMatchObject({
    signedIn: true,
  });
});

const boundary = { "content-type": "multipart/form-data; boundary=x" };
const noForms: [string, RequestInit, number][] = [
  ["garbage that calls itself a form", { headers: boundary, body: "garbage" }, 400],
  [
    "a form without a boundary",
    { headers: { "content-type": "multipart/form-data" }, body: "x" },
    400,
  ],
  ["a form of more than a megabyte", { headers: boundary, body: "x".repeat(1_100_000) }, 413],
  ["a call with broken JSON", { headers: { "next-action": "0".repeat(42) }, body: "[bad" }, 400],
  [
    "a call with anything but a list",
    { headers: { "next-action": "0".repeat(42) }, body: "false" },
    400,
  ],
  [
    "a call of an action that never was",
    { headers: { "next-action": "0".repeat(42) }, body: "[]" },
    409,
  ],
  [
    "a form for an action that is gone",
    {
      headers: boundary,
      body: `--x\r\nContent-Disposition: form-data; name="$ACTION_ID_${"0".repeat(42)}"\r\n\r\n\r\n--x--\r\n`,
    },
    303,
  ],
];

for (const [what, init, status] of noForms) {
  test(`${what} is turned away, and is no fault of ours`, async ({ server }) => {
    const response = await send(server, "/login", { method: "POST", ...init });
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/\bat .*:\d+:\d+/);
  });
}

test("an action that is called with anything but a form answers as to an empty one", async ({
  server,
}) => {
  const page = await (await send(server, "/login")).text();
  const action = /&quot;id&quot;:&quot;([0-9a-f]{42})/.exec(page)?.[1] ?? "";
  expect(action).not.toBe("");
  for (const body of [
    "[]",
    "[null,null]",
    '["x",7]',
    '[{},{"email":"a@b.de"}]',
    '[[],"$undefined"]',
    '[{"errors":1},true]',
  ]) {
    const response = await send(server, "/login", {
      method: "POST",
      headers: { "next-action": action },
      body,
    });
    expect(response.status, body).toBe(200);
  }
});
