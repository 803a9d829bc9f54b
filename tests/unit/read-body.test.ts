import { expect, test } from "@playwright/test";
import * as z from "zod";
import { readBody } from "@/lib/http/api";

const request = (body: ReadableStream) =>
  new Request("https://signet.invalid", { method: "POST", body, duplex: "half" } as RequestInit);

const bodies: [what: string, pull: UnderlyingSource["pull"], status: number][] = [
  ["breaks off", (stream) => stream.error(new Error("aborted")), 400],
  ["does not end", (stream) => stream.enqueue(new Uint8Array(1000)), 413],
];

for (const [what, pull, status] of bodies) {
  test(`a body that ${what} is refused with ${status}`, async () => {
    const sent = readBody(request(new ReadableStream({ pull })), z.unknown());
    await expect(sent).rejects.toMatchObject({ status });
  });
}
