import { formCookie } from "@/lib/http/form-cookie";
import { flashCookie } from "@/lib/session/cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { expect, test, type Server } from "../fixtures";
import { openDatabase } from "../support/database";
import { recordOf, sealedSession, seconds, send, setCookies } from "../support/http";
import { changingRequests, protectedPages, publicHandlers, publicPages } from "../support/routes";
import { addUser } from "../support/users";

const DAY = 86_400;

/** All rows of all tables, except what a visit may change: when a session was last seen. */
async function dump(server: Server): Promise<unknown> {
  const database = await openDatabase(server.databaseUrl);
  const { rows: tables } = await database.execute(
    "select name from sqlite_schema where type = 'table' order by name",
  );
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables)
    rows[String(name)] = (await database.execute(`select * from "${name}"`)).rows;
  database.close();
  return JSON.parse(JSON.stringify(rows, (key, value) => (key === "last_seen_at" ? 0 : value)));
}

test("GET and HEAD change nothing but when a session was last seen", async ({ server }) => {
  const user = await addUser(server.databaseUrl, "Gert");
  const database = await openDatabase(server.databaseUrl);
  await database.execute("update sessions set last_seen_at = last_seen_at - 3600");
  const cookies = await Promise.all([
    sealedSession(server, recordOf(user)),
    sealedSession(server, recordOf({ ...user, sessionId: "x".repeat(24) })),
    "",
  ]);
  const paths = [
    ...publicPages,
    ...protectedPages,
    ...publicHandlers,
    ...changingRequests.map(([, path]) => path),
  ];
  const before = await dump(server);
  for (const cookie of cookies) {
    for (const method of ["GET", "HEAD"]) {
      for (const path of new Set(paths)) {
        const response = await send(server, path, { method, headers: { cookie } });
        await response.text();
        expect(setCookies(response), `${method} ${path}`).toEqual([]);
      }
    }
  }
  expect(await dump(server)).toEqual(before);
  const seen = "select last_seen_at from sessions where user_id = ?";
  const { rows } = await database.execute({ sql: seen, args: [user.id] });
  database.close();
  expect(Number(rows[0]?.last_seen_at)).toBeGreaterThan(seconds() - 60);
});

test("no cache may keep a response that sets cookies", async ({ server }) => {
  const oneTime = async <T>(cookie: SealedCookie<T>, data: T) =>
    `${SealedCookie.wireName(cookie)}.1=${await SealedCookie.seal(cookie, data, { keyring: [server.secret] })}`;
  const user = await addUser(server.databaseUrl, "Hans");
  const record = recordOf(user, { permanent: true, createdAt: seconds() - 5 * DAY });
  const session = await sealedSession(server, record, { now: seconds() - 5 * DAY });
  const flash = await oneTime(flashCookie, { category: "info", text: "Hello" });
  // The last ones have no section that depends on the visitor.
  const paths = [...publicPages, ...protectedPages, "/nowhere", "/icon.svg", "/robots.txt"];
  let count = 0;
  for (const path of paths) {
    const form = await oneTime(formCookie, { form: "a", page: path, errors: {}, values: {} });
    for (const cookie of [session, `${flash}; ${form}`, `${session}; ${flash}; ${form}`]) {
      const response = await send(server, path, { headers: { cookie } });
      if (!setCookies(response).length) continue;
      count++;
      const caching = response.headers.get("cache-control") ?? "";
      expect(caching.split(/, */), path).toEqual(expect.arrayContaining(["private", "no-store"]));
      expect(caching, path).not.toMatch(/public|s-maxage|immutable/);
    }
  }
  expect(count).toBeGreaterThanOrEqual(3 * publicPages.length + 2 * protectedPages.length);
});
