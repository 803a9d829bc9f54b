import { expect, test } from "@playwright/test";
import { send } from "../../tests/support/http";
import { repeatLogin } from "../../tests/support/login-attempts";
import { startServer } from "../../tests/support/server";

test("a closed log pipe neither stops the server nor keeps it busy", async () => {
  const server = await startServer();
  try {
    server.stopReading();
    const email = "unknown@example.com";
    expect(await repeatLogin(server, 3, () => ({ email }))).toEqual([401, 401, 401]);
    const before = server.processorTime();
    await expect.poll(() => send(server, "/api/health").then(({ status }) => status)).toBe(200);
    expect(server.processorTime() - before).toBeLessThanOrEqual(1);
  } finally {
    await server.stop();
  }
});
