import { createClient } from "@libsql/client";
import { expect, test as base, type Person, type Server } from "../../tests/fixtures";
import { post, recordOf, sealedSession, send, setCookies } from "../../tests/support/http";
import { addPerson } from "../../tests/support/users";
import { startReplicationLine, type ReplicationLine } from "../support/replication-line";
import { startServer } from "../../tests/support/server";
import { startSqld, type Sqld } from "../support/sqld";
import { tell } from "./table";

/** So far behind, in milliseconds, that whoever does not wait is told of what was. */
const LAG = 1000;

type Replica = Readonly<{
  sqld: Sqld;
  line: ReplicationLine;
  start: (secret?: string) => Promise<Server>;
}>;
type Site = Readonly<{ primary: Sqld; url: string; replica: () => Promise<Replica> }>;

/** A primary, and replicas with instances of the site that speak to them. All of it ends with the test. */
const test = base.extend<{ site: Site }>({
  site: async ({}, use, info) => {
    const ends: (() => Promise<void>)[] = [];
    const started = <T extends { stop: () => Promise<void> }>(one: T): T => {
      ends.unshift(one.stop);
      return one;
    };
    const primary = started(await startSqld({ folder: info.outputPath("primary") }));
    const replica = async (): Promise<Replica> => {
      const line = started(await startReplicationLine(primary.grpc));
      const folder = info.outputPath(`replica-${ends.length}`);
      const sqld = started(await startSqld({ folder, primary: { ...primary, grpc: line.grpc } }));
      const env = { DATABASE_URL: sqld.url, DATABASE_AUTH_TOKEN: sqld.token };
      const start = async (secret?: string) =>
        started(await startServer({ env: { ...env, ...(secret && { SESSION_SECRET: secret }) } }));
      return { sqld, line, start };
    };
    await use({ primary, url: `${primary.url}?authToken=${primary.token}`, replica });
    for (const end of ends) await end();
  },
});

test.describe.configure({ timeout: 120_000 });

const cookieOf = (response: Response): string =>
  setCookies(response)
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
const statusOf = async (server: Server, cookie: string): Promise<number> =>
  (await send(server, "/account", { headers: { cookie } })).status;

/** A login as a program makes it, and the cookies that came of it. */
async function logIn(server: Server, { email, password }: Person): Promise<string> {
  const response = await post(server, "/api/login", { email, password });
  expect(response.status).toBe(200);
  return cookieOf(response);
}

/** Waits until a replica knows of a session, without asking the site. */
async function arrived({ sqld }: Replica, person: Person): Promise<void> {
  const client = createClient({ url: sqld.url, authToken: sqld.token });
  const args = [person.id];
  await expect
    .poll(
      async () =>
        (await client.execute({ sql: "select 1 from sessions where user_id = ?", args })).rows
          .length,
    )
    .toBe(1);
  client.close();
}

test("who logs in is known on the next page, though the replica is a second behind", async ({
  site,
}) => {
  const replica = await site.replica();
  const server = await replica.start();
  const ann = await addPerson(site.url, "Ann");
  await arrived(replica, ann);
  replica.line.delay(LAG);
  const cookie = await logIn(server, ann);
  const page = await send(server, "/account", { headers: { cookie } });
  expect([page.status, (await page.text()).includes(ann.email)]).toEqual([200, true]);
  const added = await post(server, "/api/cart", { productId: "p03", quantity: 2 }, { cookie });
  expect(await added.json()).toMatchObject({ count: 2 });
  expect(await (await send(server, "/api/cart", { headers: { cookie } })).json()).toMatchObject({
    count: 2,
  });
  tell({
    what: "Replica: one second behind",
    load: "one member",
    tried: "login, the next page, cart",
    lost: "0; nothing old was shown",
  });
});

test("who logs in on one instance is known on another one, whose replica is a second behind", async ({
  site,
}) => {
  const [near, far] = [await site.replica(), await site.replica()];
  const first = await near.start();
  const second = await far.start(first.secret);
  const ben = await addPerson(site.url, "Ben");
  await arrived(near, ben);
  await arrived(far, ben);
  // What a first request costs is no time to catch up in.
  expect(await statusOf(second, await sealedSession(first, recordOf(ben)))).toBe(200);
  far.line.delay(LAG);
  expect(await statusOf(second, await logIn(first, ben))).toBe(200);
  tell({
    what: "Replica: another instance's, one second behind",
    load: "one member",
    tried: "login here, the next page there",
    lost: "0 logins",
  });
});

test("who logs out on one instance is a guest on every other one that asks the same replica", async ({
  site,
}) => {
  const replica = await site.replica();
  const first = await replica.start();
  const second = await replica.start(first.secret);
  const cleo = await addPerson(site.url, "Cleo");
  await arrived(replica, cleo);
  const cookie = await sealedSession(first, recordOf(cleo));
  expect([await statusOf(first, cookie), await statusOf(second, cookie)]).toEqual([200, 200]);
  replica.line.delay(LAG);
  expect((await post(first, "/api/logout", {}, { cookie })).status).toBe(204);
  expect([await statusOf(second, cookie), await statusOf(first, cookie)]).toEqual([307, 307]);
});

test("a session that was ended stays so on its instance, however long the replica hears nothing", async ({
  site,
}) => {
  const replica = await site.replica();
  const server = await replica.start();
  const dora = await addPerson(site.url, "Dora");
  await arrived(replica, dora);
  const cookie = await sealedSession(server, recordOf(dora));
  expect(await statusOf(server, cookie)).toBe(200);
  replica.line.delay(Infinity);
  expect((await post(server, "/api/logout", {}, { cookie })).status).toBe(204);
  // Past every patience there is: of a query, of the queue of endings, of asking for what was written last.
  const seen = new Set<number>();
  for (const start = performance.now(); performance.now() - start < 15_000;)
    seen.add(await statusOf(server, cookie));
  expect([...seen].filter((status) => status !== 307 && status !== 503)).toEqual([]);
  replica.line.delay(0);
  await expect.poll(() => statusOf(server, cookie)).toBe(307);
  tell({
    what: "Replica: hears nothing for 15 seconds",
    load: "one member who has logged out",
    tried: "a copy of the cookie, all the time",
    lost: "0 times let in",
  });
});

test("primary and replica are killed and come back, and nobody restarts the site", async ({
  site,
}) => {
  const replica = await site.replica();
  const eve = await addPerson(site.url, "Eve");
  await arrived(replica, eve);
  await replica.sqld.kill("SIGKILL");
  // It begins without a database, as it may after a power cut.
  const server = await replica.start();
  const cookie = await sealedSession(server, recordOf(eve));
  expect(await statusOf(server, cookie)).toBe(503);
  await replica.sqld.restart();
  await expect.poll(() => statusOf(server, cookie), { timeout: 20_000 }).toBe(200);
  await site.primary.kill("SIGKILL");
  expect(await statusOf(server, cookie), "a replica answers without its primary").toBe(200);
  expect(
    (await post(server, "/api/login", { email: eve.email, password: eve.password })).status,
  ).toBe(503);
  await site.primary.restart();
  await expect
    .poll(
      async () =>
        (await post(server, "/api/login", { email: eve.email, password: eve.password })).status,
      { timeout: 20_000 },
    )
    .toBe(200);
  expect(await statusOf(server, cookie)).toBe(200);
  tell({
    what: "Replica: it and its primary are killed, one after the other",
    load: "one member",
    tried: "a page, a login",
    lost: "0 restarts of the site, 0 logins",
  });
});
