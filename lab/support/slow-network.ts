import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A proxy that decides when the parts of a document arrive. Everything else passes at once. */
export type Line = Readonly<{ origin: string; stop: () => Promise<void> }>;

/** Hands over a document: part after part, when it sees fit. */
type Deliver = (html: string, send: (part: string) => void) => Promise<void>;

/** What React puts in front of the first hole's content. */
const HOLE = '<div hidden id="S:';

/** Longer than a frame, so that what has arrived is drawn before more does. Milliseconds. */
const A_FRAME = 20;

async function startLine(origin: string, deliver: Deliver): Promise<Line> {
  async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    if (!answer.headers["content-type"]?.startsWith("text/html")) return void answer.pipe(response);
    await deliver(
      Buffer.concat(await answer.toArray()).toString(),
      (part) => void response.write(part),
    );
    response.end();
  }

  const server = createServer((request, response) => {
    // Packed, nobody could tell where a part begins.
    const headers = { ...request.headers, "accept-encoding": "identity" };
    const { method, url: path } = request;
    const asked = ask(
      origin,
      { method, path, headers },
      (answer) => void passOn(answer, response).catch(() => response.destroy()),
    );
    request.pipe(asked.on("error", () => response.destroy()));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The page as the server sends it, cut where the first hole's content begins. */
function cutAtTheHole(html: string): [shell: string, rest: string] {
  const end = html.includes(HOLE) ? html.indexOf(HOLE) : html.length;
  return [html.slice(0, end), html.slice(end)];
}

/** A line on which the shell comes first, and what streams into it when it is let through. */
export async function startLateHoles(
  origin: string,
): Promise<Line & { hold: () => void; letGo: () => void }> {
  let letGo = () => {};
  let open: Promise<void> = Promise.resolve();
  const line = await startLine(origin, async (html, send) => {
    const [shell, rest] = cutAtTheHole(html);
    send(shell);
    await open;
    send(rest);
  });
  return {
    ...line,
    hold: () => (open = new Promise((resolve) => (letGo = resolve))),
    letGo: () => letGo(),
    stop: () => {
      letGo();
      return line.stop();
    },
  };
}

/** A line so slow that every element of a page is drawn before the next one comes. */
export const startSlowLine = (origin: string): Promise<Line> =>
  startLine(origin, async (html, send) => {
    const [shell, rest] = cutAtTheHole(html);
    for (const part of shell.split(/(?=<\w)/)) {
      send(part);
      await pause(A_FRAME);
    }
    send(rest);
  });
