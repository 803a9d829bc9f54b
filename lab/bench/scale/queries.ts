import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { startServer } from "../../../tests/support/server";
import { countStatements } from "../../support/statements";
import { post, signetUser } from "../users";

/**
 * The queries of one request. A batch is one round trip, whatever the number of its statements. A round trip that writes
 * is one commit; a database makes one commit at a time.
 */
export type QueryCount = Readonly<{ trips: number; commits: number; statements: number }>;

function countTrips(prepared: readonly string[]): QueryCount {
  const trips: string[][] = [];
  let inBatch = false;
  for (const statement of prepared) {
    if (/^\s*begin/i.test(statement)) trips.push([]);
    else if (/^\s*(select|with|insert|update|delete)\b/i.test(statement)) {
      if (inBatch) trips.at(-1)?.push(statement);
      else trips.push([statement]);
    }
    if (/^\s*(begin|commit)/i.test(statement)) inBatch = !/^\s*commit/i.test(statement);
  }
  const writing = trips.filter((statements) =>
    statements.some((statement) => !/^\s*select/i.test(statement)),
  );
  return { trips: trips.length, commits: writing.length, statements: trips.flat().length };
}

const PREFETCH = {
  rsc: "1",
  "next-router-prefetch": "1",
  "next-router-segment-prefetch": "/_tree",
};

/** Counts the queries of each kind of request in a running server. The first request of each kind fills caches. */
export async function countQueries(): Promise<Record<string, QueryCount>> {
  const statements = countStatements();
  const folder = mkdtempSync(join(tmpdir(), "signet-scale-"));
  const server = await startServer({
    env: { ...statements.env, DATABASE_URL: `file:${join(folder, "asked.db")}` },
  });
  const database = createClient({ url: server.databaseUrl, timeout: 5000 });
  try {
    const running = {
      port: server.port,
      secret: server.secret,
      pids: () => [server.pid],
      stop: server.stop,
    };
    const { cookie, email, password } = await signetUser(running);
    const get =
      (path: string, headers: Record<string, string> = {}) =>
      () =>
        fetch(server.origin + path, { headers, redirect: "manual" });
    const asUser = { cookie };
    const unseen = async () => {
      await database.execute("update sessions set last_seen_at = 0");
      return get("/", asUser)();
    };
    const kinds: Record<string, () => Promise<Response>> = {
      "a guest's page": get("/cart"),
      "a prefetch": get("/cart", { ...asUser, ...PREFETCH }),
      "the guard's redirect": get("/account"),
      "a user's home page": get("/", asUser),
      "the same, after five minutes": unseen,
      "a user's product page": get("/products/dip-pen", asUser),
      "/account": get("/account", asUser),
      "GET /api/session, guest": get("/api/session"),
      "GET /api/session, user": get("/api/session", asUser),
      "add to cart, guest": () => post(server.port, "/api/cart", { productId: "p01", quantity: 1 }),
      "add to cart, user": () =>
        post(server.port, "/api/cart", { productId: "p01", quantity: 1 }, cookie),
      "login, known device": () => post(server.port, "/api/login", { email, password }, cookie),
      "login, new device": () => post(server.port, "/api/login", { email, password }),
      "wrong password, new device": () =>
        post(server.port, "/api/login", { email, password: "wrong" }),
      "sign-up": () =>
        post(server.port, "/api/signup", {
          name: "Ada",
          email: `a${Math.random()}@example.com`,
          password,
        }),
    };
    const found: Record<string, QueryCount> = {};
    for (const [kind, ask] of Object.entries(kinds)) {
      for (let time = 0; time < 2; time++) {
        statements.take();
        await (await ask()).text();
      }
      found[kind] = countTrips(statements.take());
    }
    return found;
  } finally {
    database.close();
    await server.stop();
    statements.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
