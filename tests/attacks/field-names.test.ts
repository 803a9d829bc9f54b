import { expect, test, type Server } from "../fixtures";
import { send } from "../support/http";

/** A form of fields without files. Both parsers accept any name. */
const formOf = (...fields: readonly (readonly [name: string, value: string])[]): string =>
  fields
    .map(
      ([name, value]) =>
        `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join("") + "--b--\r\n";

const submit = (server: Server, path: string, body: string, headers = {}): Promise<Response> =>
  send(server, path, {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=b", ...headers },
    body,
  });

async function loginActionId(server: Server): Promise<string> {
  const html = await (await send(server, "/login")).text();
  return /&quot;id&quot;:&quot;([0-9a-f]{42})/.exec(html)?.[1] ?? "";
}

test("a form whose field has a long name does not block the server", async ({ server }) => {
  const start = performance.now();
  const response = await submit(server, "/", formOf([`$ACTION_${"1".repeat(60_000)}x:0`, "1"]));
  expect(response.status).toBeLessThan(500);
  expect(performance.now() - start).toBeLessThan(1000);
});

// React reads each of these names as the number 0.
for (const name of [" 0", "0x0", "0e9", "+0", "", "S0"]) {
  test(`an action that is called with a field “${name}” answers 400`, async ({ server }) => {
    const headers = { "next-action": await loginActionId(server) };
    const response = await submit(
      server,
      "/login",
      formOf([name, '["$Q0"]'], ["0", "[]"]),
      headers,
    );
    expect(response.status).toBe(400);
  });
}

test("references are counted however their dollar sign is written", async ({ server }) => {
  const headers = { "next-action": await loginActionId(server), "content-type": "text/plain" };
  const row = `[${Array.from({ length: 480 }, () => '"\\u0024u"').join()}]`;
  const rows = Array.from({ length: 20 }, () => row).join();
  const response = await submit(server, "/login", `[[${rows}]]`, headers);
  expect(response.status).toBe(400);
});

const boundTo = (id: string): string => `{"id":"${id}","bound":"$@1"}`;
const forged: Record<string, (id: string) => (readonly [name: string, value: string])[]> = {
  "a line break in a name": (id) => [
    ["$ACTION_REF_%0A", ""],
    ["$ACTION_%0A:0", `{"id":"${id}"oops`],
  ],
  "a line separator in a name": (id) => [
    ["$ACTION_REF_\u2028", ""],
    ["$ACTION_\u2028:0", `{"id":"${id}"oops`],
  ],
  "two ids": (id) => [
    ["$ACTION_REF_1", ""],
    ["$ACTION_1:0", `{"id":"${id}","bound":null,"id":"x"}`],
  ],
  "arguments that are no list": (id) => [
    ["$ACTION_REF_1", ""],
    ["$ACTION_1:0", boundTo(id)],
    ["$ACTION_1:1", "null"],
  ],
};
for (const [what, fields] of Object.entries(forged)) {
  test(`a form without JavaScript that names its action with ${what} answers 400`, async ({
    server,
  }) => {
    const body = formOf(...fields(await loginActionId(server)));
    expect((await submit(server, "/login", body)).status).toBe(400);
  });
}
