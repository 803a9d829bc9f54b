import { once } from "node:events";
import {
  connect,
  constants,
  createServer,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";

/** The line on which a replica hears of changes from its primary. What it passes on to be written is never kept waiting. */
export type ReplicationLine = Readonly<{
  /** Where the replica finds its primary. */
  grpc: string;
  /** From now on it hears of everything so many milliseconds late; of nothing with `Infinity`, of all it missed with 0. */
  delay: (milliseconds: number) => void;
  stop: () => Promise<void>;
}>;

type Message = Readonly<{ at: number; deliver: () => void }>;

/** Stands between a primary, which listens at `grpc`, and one replica. Both speak HTTP/2, each call a stream of its own. */
export async function startReplicationLine(grpc: string): Promise<ReplicationLine> {
  const waiting: Message[] = [];
  let late = 0;
  let timer: NodeJS.Timeout | undefined;

  const deliver = (): void => {
    clearTimeout(timer);
    while (waiting[0] && waiting[0].at + late <= performance.now()) waiting.shift()?.deliver();
    if (waiting[0] && late < Infinity)
      timer = setTimeout(deliver, waiting[0].at + late - performance.now());
  };

  function pass(
    primary: ClientHttp2Session,
    near: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
  ): void {
    const isLog = /\.ReplicationLog\//.test(String(headers[":path"]));
    const back = (work: () => void): void => {
      if (!isLog) return work();
      waiting.push({ at: performance.now(), deliver: () => !near.destroyed && work() });
      deliver();
    };
    const far = primary.request(headers, { endStream: false });
    let trailers = {};
    near.on("data", (chunk) => far.write(chunk));
    near.on("end", () => far.end());
    far.on("response", ({ ...answer }, flags) => {
      const endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) > 0;
      back(() => near.respond(answer, endStream ? { endStream } : { waitForTrailers: true }));
    });
    far.on("trailers", (last) => (trailers = last));
    near.on("wantTrailers", () => near.sendTrailers(trailers));
    far.on("data", (chunk) => back(() => near.write(chunk)));
    far.on("end", () => back(() => near.end()));
    near.on("close", () => far.close());
    for (const stream of [near, far]) stream.on("error", () => {});
  }

  const server = createServer();
  const sessions = new Set<ServerHttp2Session>();
  server.on("session", (near) => {
    const primary = connect(grpc);
    sessions.add(near);
    near.on("stream", (stream, headers) => pass(primary, stream, headers));
    near.on("close", () => primary.destroy());
    primary.on("close", () => near.destroy());
    for (const session of [near, primary]) session.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    grpc: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    delay: (milliseconds) => {
      late = milliseconds;
      deliver();
    },
    stop: async () => {
      clearTimeout(timer);
      for (const session of sessions) session.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
