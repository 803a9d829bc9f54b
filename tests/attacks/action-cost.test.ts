import { expect, test, type Server } from "../fixtures";
import { send } from "../support/http";

const BOUNDARY = "q7q7q7q7q7q7q7q7q7q7";

const part = (name: string, value: string, header = ""): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${header}\r\n\r\n${value}\r\n`;

const formOf = (...parts: readonly string[]): string => `${parts.join("")}--${BOUNDARY}--\r\n`;

const listOf = (item: string, count: number): string =>
  `[${Array.from({ length: count }, () => item).join()}]`;

async function call(server: Server, body: string, type?: string) {
  const html = await (await send(server, "/login")).text();
  const id = /&quot;id&quot;:&quot;([0-9a-f]{42})/.exec(html)?.[1] ?? "";
  const headers = {
    "next-action": id,
    "content-type": type ?? `multipart/form-data; boundary=${BOUNDARY}`,
  };
  const before = server.processorTime();
  const { status } = await send(server, "/login", { method: "POST", headers, body });
  return { status, seconds: server.processorTime() - before };
}

// Both took the processor 3 to 5 seconds.
test("references to the last of a thousand fields cost no time", async ({ server }) => {
  const fields = Array.from({ length: 999 }, (_, index) => part(`${index + 1}`, "1"));
  const references = listOf(listOf('"$@3e7"', 400), 300);
  const { status, seconds } = await call(server, formOf(part("0", references), ...fields));
  expect(status).toBe(400);
  expect(seconds).toBeLessThan(2);
});

test("many small lists cost no time", async ({ server }) => {
  const lists = listOf(listOf("[[[[]]]]", 400), 280);
  for (const type of [undefined, "text/plain;charset=UTF-8"]) {
    const { status, seconds } = await call(server, type ? lists : formOf(part("0", lists)), type);
    expect(status).toBe(400);
    expect(seconds).toBeLessThan(2);
  }
});

test("a part that two parsers read differently answers 400, also beside a decoy", async ({
  server,
}) => {
  // One parser decodes `[ 1]`, React would get the whole text.
  const encoded = part("0", '["WyAxXQ==","$Q7"]', "\r\nContent-Transfer-Encoding: base64");
  const decoy = part("_9_d", '\r\nContent-Disposition: form-data; name="5"\r\n\r\n');
  expect((await call(server, formOf(encoded, decoy, part("1", "[]")))).status).toBe(400);
});
