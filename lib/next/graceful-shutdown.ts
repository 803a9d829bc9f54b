import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { Server, ServerResponse } from "node:http";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

/** So many looks in a row, so many milliseconds apart, have to find nobody new before the server stops listening. */
const LOOKS = 5;
const LOOK_EVERY = 50;

/** Somebody new may go on coming for ever where nothing stands in front. Then it ends all the same, in milliseconds. */
const AT_MOST = 3000;

type RequestStart = Readonly<{ response: ServerResponse; server: Server }>;

/** Waits until whoever is connected has been let in: where much is going on, they wait for several turns of the loop. */
async function everybodyIsIn(server: Server): Promise<void> {
  let came = 0;
  server.on("connection", () => came++);
  const deadline = performance.now() + AT_MOST;
  for (let quiet = 0, seen = 0; quiet < LOOKS && performance.now() < deadline; seen = came) {
    await sleep(LOOK_EVERY);
    // Right after the loop has taken new connections.
    await nextTurn();
    quiet = came === seen ? quiet + 1 : 0;
  }
}

/**
 * Puts the end off until what has arrived is let in. Next closes the server in the very moment of the signal: whoever is
 * connected and has not been heard yet would be hung up on.
 */
function closeGently(server: Server): void {
  const [close, closeIdleConnections] = [
    server.close.bind(server),
    server.closeIdleConnections.bind(server),
  ];
  server.closeIdleConnections = () => setTimeout(closeIdleConnections, LOOKS * LOOK_EVERY);
  server.close = (done) => {
    void everybodyIsIn(server).then(() => close(done));
    return server;
  };
}

/**
 * Lets a process that is told to end finish what was begun. From then on each answer ends its connection: a proxy that
 * keeps some open would otherwise go on sending requests through them, Next would wait for the last one for ever, and
 * whoever waits for Next would kill it in the midst of answers.
 */
export function endGently(): void {
  let ending = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => (ending = true));
  const known = new WeakSet<Server>();
  subscribe("http.server.request.start", (message) => {
    const { response, server } = message as RequestStart;
    if (ending) response.shouldKeepAlive = false;
    if (known.has(server)) return;
    known.add(server);
    closeGently(server);
  });
}
