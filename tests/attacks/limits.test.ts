import { once } from "node:events";
import { readdirSync } from "node:fs";
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

/** Sends bytes over a connection of its own, and returns all that is answered until the server closes it. */
function exchange(server: Server, bytes: string): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  socket.write(bytes);
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

/** Requests that are sent at once. After the last one the server closes the connection. */
const pipelined = (path: string, count: number): string => {
  const request = `GET ${path} HTTP/1.1\r\nHost: x\r\n`;
  return `${`${request}\r\n`.repeat(count - 1)}${request}Connection: close\r\n\r\n`;
};

test("pages requested at once on one connection are all answered", async ({ server }) => {
  const answer = await exchange(server, pipelined("/login", 15));
  expect(answer.split("HTTP/1.1 200")).toHaveLength(16);
});

test("a connection is closed when too many requests or headers wait", async ({ server }) => {
  const small = "GET /login HTTP/1.1\r\nHost: x\r\n";
  const many = Array.from(Array(900).keys(), (name) => `${name}:\r\n`).join("");
  const floods: [request: string, count: number][] = [
    [small, 100],
    [small + many, 5],
  ];
  for (const [request, count] of floods) {
    const answer = await exchange(server, `${request}\r\n`.repeat(count)).catch(() => "");
    expect(answer.split("HTTP/1.1 200").length).toBeLessThan(count);
  }
  expect((await send(server, "/api/session")).status).toBe(200);
});

test("a connection is also closed when what waits is answered by Node itself", async ({
  server,
}) => {
  const page = "GET /login HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const request of [
    "GET / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nExpect: x\r\n\r\n",
  ]) {
    const answer = await exchange(server, page + request.repeat(100)).catch(() => "");
    expect(answer).not.toContain("HTTP/1.1 4");
  }
  expect((await send(server, "/api/session")).status).toBe(200);
});

test("files that wait on a connection are closed when the client goes away", async ({ server }) => {
  test.skip(process.platform !== "linux", "counts the open files in /proc");
  const openFiles = () => readdirSync(`/proc/${server.pid}/fd`).length;
  const html = await (await send(server, "/login")).text();
  const scripts = [...html.matchAll(/"(\/_next\/static\/[^"]+\.js)"/g)].map(
    ([, path = ""]) => path,
  );
  const before = openFiles();
  for (const path of scripts) {
    const socket = connect(server.port, "127.0.0.1");
    socket.write(pipelined(path, 15));
    await once(socket, "data");
    socket.destroy();
  }
  await expect.poll(openFiles).toBeLessThan(before + 10);
});
