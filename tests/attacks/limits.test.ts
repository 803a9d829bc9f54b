import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test, type Server } from "../fixtures";
import { send } from "../support/http";

/** Far above what a page takes and far below the second that each of these took without a limit. */
const MAX_MS = 400;

/** The fastest of three, because the machine may be busy. */
async function milliseconds(server: Server, path: string, headers = {}): Promise<number> {
  const times: number[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const start = performance.now();
    const response = await send(server, path, { headers });
    await response.text();
    expect(response.status).toBe(200);
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

test("a long user agent, thousands of query parameters or of cookies do not block the server", async ({
  server,
}) => {
  const repeated = "a&".repeat(7500);
  const times = [
    await milliseconds(server, "/login", { "user-agent": "a".repeat(15_000) }),
    await milliseconds(server, "/login", { "user-agent": "-".repeat(15_000) }),
    await milliseconds(server, `/login?${repeated}`),
    await milliseconds(server, `/api/session?${repeated}`),
    await milliseconds(server, "/api/session", {
      cookie: Array.from(Array(2000).keys(), (name) => `${name}=1`).join(";"),
    }),
  ];
  expect(Math.max(...times)).toBeLessThan(MAX_MS);
});

test("of too many query parameters, only the first ones are read", async ({ server }) => {
  const response = await send(server, `/login?next=%2Faccount${"&a".repeat(1000)}`);
  expect(await response.text()).toContain("next=%2Faccount");
});

/** Sends bytes over a connection of its own, and returns all that is answered. */
function exchange(server: Server, bytes: string): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  socket.end(bytes);
  return text(socket);
}

test("a body in chunks of one byte costs no more than one of its size", async ({ server }) => {
  const count = 50_000;
  const head =
    "POST /api/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
  const start = performance.now();
  const answer = await exchange(server, `${head}${"1\r\n1\r\n".repeat(count)}0\r\n\r\n`);
  expect(answer).toContain("HTTP/1.1 422");
  expect(performance.now() - start).toBeLessThan(MAX_MS);
});

test("a thousand requests at once on one connection do not block the server", async ({
  server,
}) => {
  const start = performance.now();
  const flood = exchange(server, "GET /api/session HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1000));
  const answer = await flood.catch(() => "");
  expect(answer.split("HTTP/1.1 200").length).toBeLessThanOrEqual(101);
  expect(answer).not.toContain("HTTP/1.1 503");
  expect((await send(server, "/api/session")).status).toBe(200);
  // All of them take two seconds.
  expect(performance.now() - start).toBeLessThan(1000);
});
