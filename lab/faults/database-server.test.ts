import { expect, test as base } from "@playwright/test";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { connect } from "@/lib/db/connect";
import { isDatabaseOutage, isUniqueViolation } from "@/lib/db/errors";
import { post, send } from "../../tests/support/http";
import { startServer } from "../../tests/support/server";
import { startSqld, type Sqld } from "../support/sqld";
import { cookieHeader } from "./outage";

const test = base.extend<{ sqld: Sqld }>({
  sqld: async ({}, use, info) => {
    const sqld = await startSqld({ folder: info.outputPath("sqld") });
    await use(sqld);
    await sqld.stop();
  },
});

test("signing up, the cart, an order, logging out and logging in work with a libSQL server", async ({
  sqld,
}) => {
  const server = await startServer({
    env: { DATABASE_URL: sqld.url, DATABASE_AUTH_TOKEN: sqld.token },
  });
  const ada = { name: "Ada", email: "ada@example.com", password: "a sentence of mine" };
  const get = async (path: string, cookie: string) =>
    (await send(server, path, { headers: { cookie } })).json();
  try {
    const signup = await post(server, "/api/signup", ada);
    expect(signup.status).toBe(201);
    const cookie = cookieHeader(signup);
    expect((await post(server, "/api/signup", ada)).status).toBe(422);
    expect(await get("/api/session", cookie)).toMatchObject({ user: { name: "Ada" } });
    const added = await post(server, "/api/cart", { productId: "p01", quantity: 2 }, { cookie });
    expect(await added.json()).toMatchObject({ count: 2 });
    const key = { cookie, "idempotency-key": "once" };
    const first = await (await post(server, "/api/orders", {}, key)).json();
    const again = await (await post(server, "/api/orders", {}, key)).json();
    expect(first).toMatchObject({ lines: [{ productId: "p01", quantity: 2 }] });
    expect(again).toEqual(first);
    expect((await get("/api/orders", cookie)).orders).toHaveLength(1);
    expect((await post(server, "/api/logout", {}, { cookie })).status).toBe(204);
    expect(await get("/api/session", cookie)).toMatchObject({ signedIn: false });
    const login = await post(server, "/api/login", ada);
    expect(login.status).toBe(200);
    expect(await get("/api/session", cookieHeader(login))).toMatchObject({
      user: { email: ada.email },
    });
  } finally {
    await server.stop();
  }
});

test("a libSQL server's outages and query errors are distinguished by their codes", async ({
  sqld,
}) => {
  const kindOf = (query: string, token = sqld.token) =>
    drizzle(connect(sqld.url, token))
      .run(sql.raw(query))
      .then(
        () => "success",
        (error: unknown) =>
          isUniqueViolation(error) ? "unique" : isDatabaseOutage(error) ? "outage" : "error",
      );
  await kindOf("create table pens (id integer primary key, price integer check (price > 0))");
  expect(await kindOf("insert into pens values (1, 5)")).toBe("success");
  expect(await kindOf("insert into pens values (1, 5)")).toBe("unique");
  expect(await kindOf("insert into pens values (2, 0)")).toBe("error");
  expect(await kindOf("selct * from pens")).toBe("error");
  expect(await kindOf("select * from pencils")).toBe("error");
  expect(await kindOf("select colour from pens")).toBe("error");
  expect(await kindOf("insert into pens values (2, ?)")).toBe("error");
  expect(await kindOf("select * from pens", "a.wrong.token")).toBe("outage");
  await sqld.blockWrites(true);
  expect(await kindOf("insert into pens values (2, 5)")).toBe("outage");
  await sqld.kill("SIGKILL");
  expect(await kindOf("select * from pens")).toBe("outage");
});
