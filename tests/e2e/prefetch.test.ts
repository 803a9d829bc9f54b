import { expect, test } from "../fixtures";
import { recordOf, sealedSession, seconds, send, setCookies } from "../support/http";
import { addPerson } from "../support/users";
import { membersPages, openPages } from "../support/routes";
import { startServer } from "../support/server";
import { countStatements } from "../support/statements";

const DAY = 86_400;

test("what a browser fetches ahead of clicks sets no cookie and asks the database nothing", async ({
  page,
  loggedInAs,
}) => {
  test.slow();
  await loggedInAs("Lea");
  const asked = new Map<string, { path: string; headers: Record<string, string> }>();
  page.on("request", (request) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers()).filter(([name]) => /^(rsc$|next-)/.test(name)),
    );
    if (!("next-router-prefetch" in headers)) return;
    const { pathname, search } = new URL(request.url());
    asked.set(`${pathname}${search} ${headers["next-router-segment-prefetch"]}`, {
      path: pathname + search,
      headers,
    });
  });
  for (const path of [...openPages, ...membersPages]) {
    await page.goto(path, { waitUntil: "networkidle" });
    await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
    await page.waitForLoadState("networkidle");
  }
  expect(asked.size).toBeGreaterThan(5);

  const statements = countStatements();
  const file = `file:${test.info().outputPath("test.db")}`;
  const server = await startServer({ env: { ...statements.env, DATABASE_URL: file } });
  try {
    const mona = recordOf(await addPerson(server.databaseUrl, "Mona"), {
      permanent: true,
      createdAt: seconds() - 5 * DAY,
    });
    // A document would seal this one anew, and mark it as seen just now.
    const cookie = await sealedSession(server, mona, { now: seconds() - 5 * DAY });
    // Shells are rendered anew now and then, whoever asks. Now is when.
    for (const path of openPages) await (await send(server, path)).text();
    await expect.poll(() => statements.take().length, "the shelf was looked at").toBeGreaterThan(0); // shop
    await expect.poll(() => statements.take().length, "and then no more").toBe(0);

    for (const { path, headers } of asked.values()) {
      const response = await send(server, path, { headers: { ...headers, cookie } });
      await response.arrayBuffer();
      expect([response.status, setCookies(response)], path).toEqual([200, []]);
    }
    expect(statements.take()).toEqual([]);

    const document = await send(server, "/", { headers: { cookie } });
    await document.text();
    expect(setCookies(document), "a visit does renew it").toHaveLength(1);
    expect(statements.take().length, "and does ask").toBeGreaterThan(0);
  } finally {
    await server.stop();
    statements.stop();
  }
});
