import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";

/** A request as it is written on the wire. Strings are sent as Latin-1, a byte a character. */
export type Asked = Readonly<{
  method?: string;
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: Buffer;
}>;

export type Told = Readonly<{ status: number; headers: IncomingHttpHeaders; body: string }>;

/** A request in words, for whoever has to find out what is wrong with its answer. */
export const told = ({ method, path, headers, body }: Asked): string =>
  JSON.stringify({ method, path, headers, body: body?.toString("latin1").slice(0, 500) });

/** Whether an answer tells in which line of which file something went wrong. */
export const showsStack = (body: string): boolean => /^\s*at .*\.[jt]sx?:\d+/m.test(body);

/** So many connections are open at once, and kept open. */
const CONNECTIONS = 8;

/**
 * A few lasting connections to a server, for requests that no browser would make: `fetch` mends what it is given before
 * it sends it.
 */
export function openWire({ port }: { port: number }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const once = ({ method = "GET", path, headers, body }: Asked): Promise<Told> =>
    new Promise((resolve, reject) => {
      const sent = request({ agent, host: "127.0.0.1", port, method, path, headers });
      sent.on("error", (error: NodeJS.ErrnoException) => {
        // The server ended a connection it had kept open in the moment in which this was sent: RFC 9112, 9.3.1.
        if (sent.reusedSocket && error.code === "ECONNRESET")
          once({ method, path, headers, body }).then(resolve, reject);
        else reject(error);
      });
      sent.on("response", (response) => {
        text(response).then(
          (read) =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read }),
          reject,
        );
      });
      sent.end(body);
    });
  return {
    ask: once,
    /** Works through a list, as many at a time as there are connections. */
    each: async <T>(list: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> => {
      const items = list[Symbol.iterator]();
      const lane = async (): Promise<void> => {
        for (let next = items.next(); !next.done; next = items.next()) await work(next.value);
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, lane));
    },
    close: () => agent.destroy(),
  };
}

export type Wire = ReturnType<typeof openWire>;
