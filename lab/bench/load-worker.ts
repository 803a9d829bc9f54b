import { connect, type Socket } from "node:net";
import { createResponseReader } from "./response-reader";
import { quantile } from "./statistics";

/** A request and how often to repeat it. */
export type Job = Readonly<{
  port: number;
  /** The complete HTTP request. */
  request: string;
  /** The status that every response must have: otherwise error pages would be measured. */
  status: number;
  connections: number;
  seconds: number;
}>;

/** The result of a job. Times are in milliseconds. */
export type Load = Readonly<{
  perSecond: number;
  p50: number;
  p99: number;
  firstByte: number;
  answers: number;
}>;

type Times = { first: number[]; whole: number[] };

/** Repeats the request over one connection until `end`. Records the times of the first byte and of the response. */
function sendRequests(
  socket: Socket,
  { request, status }: Job,
  end: number,
  times: Times,
): Promise<void> {
  const bytes = Buffer.from(request);
  return new Promise((resolve, reject) => {
    let asked = 0;
    let begun = 0;
    let read = createResponseReader();
    const next = () => {
      read = createResponseReader();
      begun = 0;
      asked = performance.now();
      socket.write(bytes);
    };
    socket.on("connect", next);
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server closed the connection")));
    socket.on("data", (chunk) => {
      begun ||= performance.now();
      const got = read(chunk);
      if (got === undefined) return;
      if (got !== status) return reject(new Error(`status ${got} instead of ${status}`));
      const now = performance.now();
      times.first.push(begun - asked);
      times.whole.push(now - asked);
      if (now < end) next();
      else resolve();
    });
  });
}

/** Runs a job on `connections` connections, each with one request at a time. */
async function runLoad(job: Job): Promise<Load> {
  const times: Times = { first: [], whole: [] };
  const start = performance.now();
  const end = start + job.seconds * 1000;
  const sockets = Array.from({ length: job.connections }, () =>
    connect({ port: job.port, host: "127.0.0.1", noDelay: true }),
  );
  try {
    await Promise.all(sockets.map((socket) => sendRequests(socket, job, end, times)));
  } finally {
    for (const socket of sockets) socket.removeAllListeners().destroy();
  }
  const seconds = (performance.now() - start) / 1000;
  const [p50, p99, firstByte] = [
    quantile(times.whole, 0.5),
    quantile(times.whole, 0.99),
    quantile(times.first, 0.5),
  ];
  return {
    perSecond: times.whole.length / seconds,
    p50,
    p99,
    firstByte,
    answers: times.whole.length,
  };
}

process.on("message", (job: Job) => {
  const what = job.request.split("\r\n", 1)[0];
  runLoad(job).then(
    (load) => process.send?.(load),
    (error: Error) => process.send?.({ fault: `${what} at port ${job.port}: ${error.message}` }),
  );
});
