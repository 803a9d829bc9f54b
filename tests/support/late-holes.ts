import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy through which documents come in two parts: first the shell, and what streams into it when it is let through. */
export type LateHoles = Readonly<{ origin: string; hold: () => void; letGo: () => void; stop: () => Promise<void> }>;

/** What React puts in front of the first hole's content. */
const HOLE = '<div hidden id="S:';

/** Stands in front of the server at `origin`. */
export async function startLateHoles(origin: string): Promise<LateHoles> {
  let letGo = () => {};
  let open: Promise<void> = Promise.resolve();

  async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    if (!answer.headers["content-type"]?.startsWith("text/html")) return void answer.pipe(response);
    const html = Buffer.concat(await answer.toArray()).toString();
    const end = html.includes(HOLE) ? html.indexOf(HOLE) : html.length;
    response.write(html.slice(0, end));
    await open;
    response.end(html.slice(end));
  }

  const server = createServer((request, response) => {
    // Packed, nobody could tell where a hole begins.
    const headers = { ...request.headers, "accept-encoding": "identity" };
    const { method, url: path } = request;
    request.pipe(ask(origin, { method, path, headers }, (answer) => void passOn(answer, response)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    hold: () => (open = new Promise((resolve) => (letGo = resolve))),
    letGo: () => letGo(),
    stop: async () => {
      letGo();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
