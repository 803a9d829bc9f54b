import { expect, test } from "../../tests/fixtures";
import { recordOf, sealedSession, seconds, send, setCookies } from "../../tests/support/http";
import { publicPages } from "../../tests/support/routes";
import { startServer } from "../../tests/support/server";
import { countStatements } from "../support/statements";
import { addUser } from "../../tests/support/users";

const DAY = 86_400;

test("a prefetch sets no cookie and sends no query to the database", async ({
  page,
  loggedInAs,
}) => {
  await loggedInAs("Lea");
  const prefetches = new Map<string, { path: string; headers: Record<string, string> }>();
  page.on("request", (request) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers()).filter(([name]) => /^(rsc$|next-)/.test(name)),
    );
    if (!("next-router-prefetch" in headers)) return;
    const { pathname, search } = new URL(request.url());
    const path = pathname + search;
    prefetches.set(`${path} ${headers["next-router-segment-prefetch"]}`, { path, headers });
  });
  for (const path of ["/", "/account"]) {
    await page.goto(path, { waitUntil: "networkidle" });
    await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
    await page.waitForLoadState("networkidle");
  }
  expect(prefetches.size).toBeGreaterThan(5);

  const statements = countStatements();
  const file = `file:${test.info().outputPath("test.db")}`;
  const server = await startServer({ env: { ...statements.env, DATABASE_URL: file } });
  try {
    const user = await addUser(server.databaseUrl, "Mona");
    const record = recordOf(user, { permanent: true, createdAt: seconds() - 5 * DAY });
    const cookie = await sealedSession(server, record, { now: seconds() - 5 * DAY });
    // The stock is read for all visitors at once, so pages are requested before the measurement.
    for (const path of publicPages) await (await send(server, path)).text();
    await expect.poll(() => statements.take().length, "products were read").toBeGreaterThan(0); // shop
    await expect.poll(() => statements.take()).toEqual([]);

    for (const { path, headers } of prefetches.values()) {
      const response = await send(server, path, { headers: { ...headers, cookie } });
      await response.arrayBuffer();
      expect([response.status, setCookies(response)], path).toEqual([200, []]);
    }
    expect(statements.take()).toEqual([]);

    const document = await send(server, "/", { headers: { cookie } });
    await document.text();
    expect(setCookies(document), "a document renews the session").toHaveLength(1);
    expect(statements.take(), "and reads it").not.toEqual([]);
  } finally {
    await server.stop();
    statements.stop();
  }
});
