import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { expect, test, type Server } from "../fixtures";
import { recordOf, sealedSession, send, setCookies } from "../support/http";
import { addUser } from "../support/users";

/** The id of an action, as a browser would send it: an unknown one is refused before its arguments are decoded. */
async function loginActionId(server: Server): Promise<string> {
  const html = await (await send(server, "/login")).text();
  return /&quot;id&quot;:&quot;([0-9a-f]{42})/.exec(html)?.[1] ?? "";
}

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

const payloads: readonly (readonly [what: string, args: string])[] = [
  ["5,000 nested arrays", nested(5000)],
  ["an invalid BigInt", '["$nabc"]'],
  ["a Map that was not sent", '["$Q0"]'],
  ["a typed array that was not sent", '["$S"]'],
  ["a reference to nothing", '["$7"]'],
  ["a promise that was not sent", '["$@9"]'],
  ["thousands of arguments", JSON.stringify(Array.from({ length: 5000 }, () => 0))],
  ["a lone dollar sign", '["$"]'],
  ["a byte order mark", "\uFEFF[null]"],
];

test("an action that is called with malformed arguments answers 400", async ({ server }) => {
  const id = await loginActionId(server);
  for (const [what, args] of payloads) {
    const headers = { "next-action": id };
    const form = new FormData();
    form.set("0", args);
    const asText = await send(server, "/login", { method: "POST", headers, body: args });
    const asForm = await send(server, "/login", { method: "POST", headers, body: form });
    expect([asText.status, asForm.status], what).toEqual([400, 400]);
  }
  const form = new FormData();
  form.set("$ACTION_REF_1", "");
  form.set("$ACTION_1:0", JSON.stringify({ id, bound: "$@1" }));
  const withoutScript = await send(server, "/login", { method: "POST", body: form });
  expect(withoutScript.status, "bound arguments that were not sent").toBe(400);
});

type Part = readonly [name: string, value: string, headers?: string];

/** No value contains it: Node looks for it without its dashes. */
const BOUNDARY = "0123456789-boundary";

/** A form that no browser would send: with headers of its own, or a name twice. */
function multipart(parts: readonly Part[]): { type: string; body: string } {
  const sent = parts.map(
    ([name, value, headers = ""]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${headers}\r\n\r\n${value}\r\n`,
  );
  const type = `multipart/form-data; boundary=${BOUNDARY}`;
  return { type, body: `${sent.join("")}--${BOUNDARY}--\r\n` };
}

const forms: Readonly<Record<string, readonly Part[]>> = {
  "a path into what was sent": [["0", '["$1:a:b"]'], ["1", "{}"]], // prettier-ignore
  "a reference that leads to itself": [["0", '["$1"]'], ["1", '"$1"']], // prettier-ignore
  "an action as an argument": [["0", '["$h1"]'], ["1", '{"id":"x","bound":null}']], // prettier-ignore
  "a file instead of a value": [["0", '["$@1"]'], ["1", "x", '; filename="x"']], // prettier-ignore
  "a value twice": [["0", "[null]"], ["0", "[null]"]], // prettier-ignore
  "a value in another character set": [
    ["0", "[null]", "\r\nContent-Type: text/plain; charset=utf-16le"],
  ],
  "a control character in a name": [["0", '[null,"$K1"]'], ["_1_\x01", "x"]], // prettier-ignore
  "a control character in a file name": [
    ["0", '[null,"$K1"]'],
    ["_1_x", "x", '; filename="\x01"\r\nContent-Type: text/plain'],
  ],
  "a file name of 20,000 characters": [
    ["0", '[null,"$K1"]'],
    ["_1_x", "x", `; filename="${"x".repeat(20_000)}"\r\nContent-Type: text/plain`],
  ],
  "a value as binary data": [["0", "[null]", "\r\nContent-Type: application/octet-stream"]],
};

for (const [what, parts] of Object.entries(forms)) {
  test(`an action that is called with ${what} answers 400`, async ({ server }) => {
    const { type, body } = multipart(parts);
    const headers = { "next-action": await loginActionId(server), "content-type": type };
    const response = await send(server, "/login", { method: "POST", headers, body });
    expect(response.status).toBe(400);
  });
}

test("an action id that is not hexadecimal answers 400 and is not logged", async ({ server }) => {
  const headers = { "next-action": "Ünheard-of", "content-type": "text/plain" };
  const response = await send(server, "/login", { method: "POST", headers, body: "[]" });
  expect(response.status).toBe(400);
  expect(server.log()).not.toContain("nheard");
});

test("an action that is called with a form without JavaScript or with JSON answers 400", async ({
  server,
}) => {
  const before = server.log().length;
  for (const type of ["application/x-www-form-urlencoded", "application/json"]) {
    const headers = { "next-action": "", "content-type": type };
    const response = await send(server, "/login", { method: "POST", headers, body: "[{}]" });
    expect(response.status).toBe(400);
  }
  expect(server.log().slice(before)).not.toContain('"fault"');
});

test("a forged X-Forwarded-Host does not stop an action", async ({ server }) => {
  const headers = {
    "next-action": await loginActionId(server),
    origin: server.origin,
    "x-forwarded-host": "evil.example",
  };
  const response = await send(server, "/login", { method: "POST", headers, body: "[null,null]" });
  expect(response.status).toBe(200);
});

test("there is no image optimizer, which answers 500 for a page", async ({ server }) => {
  for (const url of ["/account", "/%25A0"]) {
    const response = await send(server, `/_next/image?url=${url}&w=640&q=75`);
    expect(response.status, url).toBe(404);
  }
});

test("a lone surrogate in a form is accepted as text", async ({ server }) => {
  const body = "name=\uD83D&email=x";
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  for (const path of ["/login", "/signup"]) {
    const response = await send(server, path, { method: "POST", headers, body });
    expect(response.status, path).toBeLessThan(500);
  }
});

test("a request for the whole server is not an address", async ({ server }) => {
  const { hostname, port } = new URL(server.origin);
  for (const path of ["*", "**", "*%?x"]) {
    for (const method of ["OPTIONS", "GET"]) {
      const call = httpRequest({ hostname, port, path, method }).end();
      const [response] = await once(call, "response");
      response.resume();
      expect(response.statusCode, `${method} ${path}`).toBeGreaterThanOrEqual(400);
      expect(response.statusCode, `${method} ${path}`).toBeLessThan(500);
    }
  }
});

/** Streams `megabytes` without announcing a length, and returns the status. */
function stream(server: Server, path: string, megabytes: number): Promise<number> {
  const { hostname, port } = new URL(server.origin);
  const headers = { "content-type": "application/json", "transfer-encoding": "chunked" };
  return new Promise((resolve, reject) => {
    const call = httpRequest({ hostname, port, path, method: "POST", headers });
    call.on("response", (response) => {
      resolve(response.statusCode ?? 0);
      call.destroy();
    });
    call.on("error", reject);
    const chunk = Buffer.alloc(1_048_576, "x");
    let sent = 0;
    const write = (): void => {
      while (sent++ < megabytes) {
        if (!call.write(chunk)) {
          call.once("drain", write);
          return;
        }
      }
      call.end();
    };
    write();
  });
}

test("a body that is too large answers 413, announced or streamed", async ({ server }) => {
  for (const path of ["/api/login", "/api/signup"]) {
    const body = "x".repeat(100_000);
    expect((await send(server, path, { method: "POST", body })).status).toBe(413);
    expect(await stream(server, path, 64)).toBe(413);
  }
  expect(await stream(server, "/login", 64)).toBe(413);
});

/** The hidden fields with which a browser without JavaScript sends the form that has this field. */
function hiddenFields(page: string, field: string): FormData {
  const form = new FormData();
  const html = page.split("<form").find((part) => part.includes(`name="${field}"`)) ?? "";
  for (const [, name = "", value = ""] of html.matchAll(
    /<input type="hidden" name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g,
  )) {
    form.set(name, value.replaceAll("&quot;", '"'));
  }
  return form;
}

for (const [who, path, field] of [
  ["", "/login", "email"],
  [" by someone who is logged out", "/account", "name"],
] as const) {
  test(`forms that are sent without JavaScript${who} keep at most three cookies`, async ({
    server,
  }) => {
    const jar = new Map<string, string>();
    const user = await sealedSession(server, recordOf(await addUser(server.databaseUrl, "Ada")));
    for (let attempt = 0; attempt < 8; attempt++) {
      const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
      const page = await send(server, path, { headers: who ? { cookie: user } : {} });
      const body = hiddenFields(await page.text(), field);
      body.set(field, `wrong-${attempt}`);
      const response = await send(server, path, { method: "POST", headers: { cookie }, body });
      for (const { name, value } of setCookies(response)) {
        if (value) jar.set(name, value);
        else jar.delete(name);
      }
    }
    const kept = [...jar.keys()].filter((name) => name.startsWith("__Host-form."));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThanOrEqual(3);
  });
}
