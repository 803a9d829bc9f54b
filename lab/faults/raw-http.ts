import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";

/** A request as it goes over the wire. Strings are sent as Latin-1, one byte a character. */
export type RawRequest = Readonly<{
  method?: string;
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: Buffer;
}>;

export type RawResponse = Readonly<{ status: number; headers: IncomingHttpHeaders; body: string }>;

/** A request for the message of a failed expectation. */
export const describeRequest = ({ method, path, headers, body }: RawRequest): string =>
  JSON.stringify({ method, path, headers, body: body?.toString("latin1").slice(0, 500) });

/** Whether a body contains a stack trace. */
export const hasStackTrace = (body: string): boolean => /^\s*at .*\.[jt]sx?:\d+/m.test(body);

const CONNECTIONS = 8;

/** Keep-alive connections for requests that `fetch` would refuse or correct before sending them. */
export function openRawHttp({ port }: { port: number }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = ({ method = "GET", path, headers, body }: RawRequest): Promise<RawResponse> =>
    new Promise((resolve, reject) => {
      const sent = request({ agent, host: "127.0.0.1", port, method, path, headers });
      sent.on("error", (error: NodeJS.ErrnoException) => {
        // The server closed an idle connection while this was on its way: send it again (RFC 9112, 9.3.1).
        if (sent.reusedSocket && error.code === "ECONNRESET")
          send({ method, path, headers, body }).then(resolve, reject);
        else reject(error);
      });
      sent.on("response", (response) => {
        const { statusCode: status = 0, headers } = response;
        text(response).then((body) => resolve({ status, headers, body }), reject);
      });
      sent.end(body);
    });
  return {
    send,
    /** Runs `work` for each item, as many at a time as there are connections. */
    each: async <T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> => {
      const iterator = items[Symbol.iterator]();
      const worker = async (): Promise<void> => {
        for (let next = iterator.next(); !next.done; next = iterator.next()) await work(next.value);
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, worker));
    },
    close: () => agent.destroy(),
  };
}
