import { once } from "node:events";
import { request } from "node:http";
import { expect, test } from "@playwright/test";
import type { Server } from "../../tests/fixtures";
import { startServer } from "../../tests/support/server";
import { addUser } from "../../tests/support/users";
import { reportFault } from "./fault-report";
import { scaled } from "./test-scale";

/** A login on a connection of its own: the status, or the error code of the connection. */
function logIn({ port }: Server, body: string): Promise<string> {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const options = { host: "127.0.0.1", port, path: "/api/login", method: "POST", agent: false };
  const sent = request({ ...options, headers });
  sent.end(body);
  return once(sent, "response").then(
    ([response]) => String((response.resume() as { statusCode: number }).statusCode),
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
}

test("SIGTERM: every login that has arrived is answered before the server exits", async () => {
  test.setTimeout(scaled(60_000, 600_000));
  const rounds = scaled(1, 20);
  // The server runs at most two logins at a time for each account, and twenty in total.
  const names = ["Zoe", "Yan", "Wes", "Uma", "Tom", "Sam", "Rea", "Pia", "Ole", "Nic"];
  let slowest = 0;
  for (let round = 0; round < rounds; round++) {
    const server = await startServer();
    try {
      const users = await Promise.all(names.map((name) => addUser(server.databaseUrl, name)));
      const bodies = users.map(({ email, password }) => JSON.stringify({ email, password }));
      expect(await logIn(server, bodies[0] ?? "")).toBe("200");
      const logins = [...bodies, ...bodies].map((body) => logIn(server, body));
      // All were sent at once. When the first one is answered, the server has received the others.
      await Promise.race(logins);
      const start = performance.now();
      await server.kill("SIGTERM");
      slowest = Math.max(slowest, performance.now() - start);
      expect((await Promise.all(logins)).filter((status) => status !== "200")).toEqual([]);
    } finally {
      await server.stop();
    }
  }
  reportFault({
    fault: "SIGTERM with logins in flight",
    load: `${names.length * 2} logins at once`,
    attempts: `${rounds} times`,
    lost: `0 of ${rounds * names.length * 2} logins, 0 resets; exit within ${(slowest / 1000).toFixed(1)} s`,
  });
});
