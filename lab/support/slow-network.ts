import { once } from "node:events";
import {
  createServer,
  request as send,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy that holds back what React streams into the static shell of a document. Everything else passes. */
export type SlowNetwork = Readonly<{
  origin: string;
  hold: () => void;
  release: () => void;
  stop: () => Promise<void>;
}>;

/** React sends the content of the first Suspense boundary in this element. */
const STREAMED = '<div hidden id="S:';

export async function startSlowNetwork(origin: string): Promise<SlowNetwork> {
  let release = () => {};
  let released: Promise<void> = Promise.resolve();

  async function forward(source: IncomingMessage, response: ServerResponse): Promise<void> {
    response.writeHead(source.statusCode ?? 502, source.headers);
    if (!source.headers["content-type"]?.startsWith("text/html")) return void source.pipe(response);
    const html = Buffer.concat(await source.toArray()).toString();
    const shellEnd = html.includes(STREAMED) ? html.indexOf(STREAMED) : html.length;
    response.write(html.slice(0, shellEnd));
    await released;
    response.end(html.slice(shellEnd));
  }

  const server = createServer((request, response) => {
    // Compressed, the end of the shell could not be found.
    const headers = { ...request.headers, "accept-encoding": "identity" };
    const options = { method: request.method, path: request.url, headers };
    const forwarded = send(origin, options, (source) => {
      forward(source, response).catch(() => response.destroy());
    });
    request.pipe(forwarded.on("error", () => response.destroy()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    hold: () => (released = new Promise((resolve) => (release = resolve))),
    release: () => release(),
    stop: async () => {
      release();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
