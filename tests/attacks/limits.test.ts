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

test("a long user agent or thousands of query parameters do not block the server", async ({
  server,
}) => {
  const repeated = "a&".repeat(7500);
  const times = [
    await milliseconds(server, "/login", { "user-agent": "a".repeat(15_000) }),
    await milliseconds(server, "/login", { "user-agent": "-".repeat(15_000) }),
    await milliseconds(server, `/login?${repeated}`),
    await milliseconds(server, `/api/session?${repeated}`),
  ];
  expect(Math.max(...times)).toBeLessThan(MAX_MS);
});

test("of too many query parameters, only the first ones are read", async ({ server }) => {
  const response = await send(server, `/login?next=%2Faccount${"&a".repeat(1000)}`);
  expect(await response.text()).toContain("next=%2Faccount");
});
