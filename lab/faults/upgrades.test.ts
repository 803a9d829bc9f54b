import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "../../tests/fixtures";
import { startServer } from "../../tests/support/server";

/** The deadline is 8 seconds, and the machine may be busy. */
const MAX_MS = 15_000;

const UPGRADE = [
  "GET /login HTTP/1.1",
  "Host: localhost",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
  "\r\n",
].join("\r\n");

async function open(port: number, text: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(text);
  return socket;
}

test("an Upgrade request is answered like any other", async ({ server }) => {
  const socket = await open(server.port, UPGRADE);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  socket.destroy();
});

test("a connection that stays open does not keep the server from ending", async () => {
  const server = await startServer();
  const sockets = [
    await open(server.port, UPGRADE),
    await open(
      server.port,
      "POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n",
    ),
  ];
  await once(sockets[0] as Socket, "data");
  const ended = server.kill("SIGTERM").then(() => "ended");
  const timeout = sleep(MAX_MS, "still running", { ref: false });
  expect(await Promise.race([ended, timeout])).toBe("ended");
  for (const socket of sockets) socket.destroy();
  await server.stop();
});
