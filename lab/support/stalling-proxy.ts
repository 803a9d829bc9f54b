import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A TCP proxy that can stall or refuse connections. */
export type StallingProxy = Readonly<{
  url: string;
  /** `open` forwards everything, `stalled` accepts connections and forwards nothing, `closed` refuses them. */
  become: (state: "open" | "stalled" | "closed") => Promise<void>;
  stop: () => Promise<void>;
}>;

/** Starts a proxy in front of the HTTP server at `url`. */
export async function startStallingProxy(url: string): Promise<StallingProxy> {
  const target = Number(new URL(url).port);
  const sockets = new Set<Socket>();
  let stalled = false;
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => !stalled && to.write(chunk));
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as { port: number }).port;
  };
  const port = await listen(0);
  const disconnect = () => sockets.forEach((socket) => socket.destroy());
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    disconnect();
    await once(server, "close");
  };
  return {
    url: `http://127.0.0.1:${port}`,
    become: async (state) => {
      stalled = state === "stalled";
      // Requests that were dropped while stalled never get an answer, so their connections are closed.
      if (state === "closed") return close();
      if (!server.listening) await listen(port);
      else if (!stalled) disconnect();
    },
    stop: close,
  };
}
