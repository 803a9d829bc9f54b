import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { send } from "../../tests/support/http";
import { startServer, type Server } from "../../tests/support/server";
import { readMemory, withHeapProbe } from "./heap";

/** In bytes. One that stays in memory holds two maps and its path. */
const PER_REQUEST = 200;

/** Begins a form, waits until the server has begun with it, and goes away. */
async function breakOff({ port }: Server): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  const head = [
    "POST /login HTTP/1.1",
    "Host: x",
    "Content-Type: multipart/form-data; boundary=b",
    "Content-Length: 5000",
    "Expect: 100-continue",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n--b\r\n`);
  await once(socket, "data");
  socket.resetAndDestroy();
}

async function breakOffMany(server: Server, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 20) {
    await Promise.all(Array.from({ length: 20 }, () => breakOff(server)));
  }
}

test("a form that its client breaks off leaves nothing in memory", async () => {
  const server = await startServer({ env: withHeapProbe });
  try {
    await breakOffMany(server, 2000);
    const before = await readMemory(server);
    const count = 6000;
    await breakOffMany(server, count);
    const { heapUsed } = await readMemory(server);
    expect(heapUsed - before.heapUsed).toBeLessThan(count * PER_REQUEST);
    expect(server.log()).not.toContain('"fault"');
  } finally {
    await server.stop();
  }
});

test("a client that goes away after its form leaves no error in the log", async () => {
  const server = await startServer();
  try {
    const form = "--b\r\n\r\n--b--\r\n";
    for (let sent = 0; sent < 300; sent++) {
      const socket = connect(server.port, "127.0.0.1");
      const head = [
        "POST /account HTTP/1.1",
        "Host: x",
        "Content-Type: multipart/form-data; boundary=b",
        `Content-Length: ${form.length}`,
      ];
      // Two at once: the second one waits when the client goes away.
      socket.write(`${head.join("\r\n")}\r\n\r\n${form}`.repeat(2));
      await once(socket, "connect");
      await setTimeout(sent % 10);
      socket.resetAndDestroy();
    }
    expect((await send(server, "/api/health")).status).toBe(200);
    expect(server.log()).not.toContain("aborted");
  } finally {
    await server.stop();
  }
});
