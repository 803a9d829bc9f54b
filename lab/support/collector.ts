import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Accepts every request, also from pages of other origins, and records its path and body. */
export async function startCollector() {
  const received: { path: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === "POST")
      received.push({ path: request.url ?? "", body: Buffer.concat(chunks).toString("latin1") });
    response.writeHead(200, {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Headers": "*",
    });
    response.end("{}");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    /** The bodies that were sent to paths with this beginning. */
    bodies: (path: string) =>
      received.filter((each) => each.path.startsWith(path)).map(({ body }) => body),
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}
