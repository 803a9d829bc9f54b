import { createClient, type Client } from "@libsql/client";
import { expect, test as base } from "@playwright/test";
import { connect } from "@/lib/db/connect";

/** `client` is the one under test; `other` stands for another process. */
const test = base.extend<{ client: Client; other: Client }>({
  client: async ({}, use, info) => {
    const client = connect(`file:${info.outputPath("test.db")}`);
    await client.execute("PRAGMA journal_mode = WAL");
    await client.execute("create table pens (name text)");
    await use(client);
    client.close();
  },
  other: async ({}, use, info) => {
    const other = createClient({ url: `file:${info.outputPath("test.db")}` });
    await use(other);
    other.close();
  },
});

const count = async (client: Client): Promise<number> =>
  Number((await client.execute("select count(*) as count from pens")).rows[0]?.count);

const write = (client: Client) => client.execute("insert into pens values ('dip pen')");

test("writes wait for another process's lock while reads and the event loop go on", async ({
  client,
  other,
}) => {
  const lock = await other.transaction("write");
  let done = 0;
  const writes = Array.from({ length: 100 }, () => write(client).then(() => done++));
  let slowest = 0;
  for (let time = 0; time < 50; time++) {
    const start = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await count(client)).toBe(0);
    slowest = Math.max(slowest, performance.now() - start);
  }
  expect([done, slowest < 1000]).toEqual([0, true]);
  await lock.rollback();
  await Promise.all(writes);
  expect(await count(other)).toBe(100);
});

test("a write after a timeout is committed, and other processes can write again", async ({
  client,
  other,
}) => {
  const lock = await other.transaction("write");
  const start = performance.now();
  await expect(write(client)).rejects.toMatchObject({ code: "SQLITE_BUSY" });
  expect(performance.now() - start).toBeGreaterThan(2900);
  await lock.rollback();
  await write(client);
  await write(other);
  expect(await count(other)).toBe(2);
});

test("a write that finds the file locked at any moment is committed exactly once", async ({
  client,
  other,
}) => {
  for (let ticks = 0; ticks < 30; ticks++) {
    const done = write(client);
    for (let tick = 0; tick < ticks; tick++) await null;
    const lock = await other.transaction("write");
    await new Promise(setImmediate);
    await lock.rollback();
    await done;
    expect(await count(other), `locked after ${ticks} microtasks`).toBe(ticks + 1);
  }
});

test("a read waits while another process has exclusive access", async ({ other }, info) => {
  await other.executeMultiple(`
    PRAGMA journal_mode = WAL;
    create table pens (name text);
    PRAGMA locking_mode = EXCLUSIVE;
    insert into pens values ('fountain pen');`);
  const client = connect(`file:${info.outputPath("test.db")}`);
  const read = count(client);
  await expect(
    createClient({ url: `file:${info.outputPath("test.db")}` }).execute("select * from pens"),
  ).rejects.toThrow("locked");
  await other.executeMultiple("PRAGMA locking_mode = NORMAL; select 1 from pens");
  expect(await read).toBe(1);
  await write(client);
  expect(await count(other)).toBe(2);
  client.close();
});

test("a write waits for an interactive transaction of the same client, and a read does not", async ({
  client,
  other,
}) => {
  const transaction = await client.transaction();
  await transaction.execute("insert into pens values ('fountain pen')");
  const second = write(client);
  expect(await count(client)).toBe(0);
  await transaction.commit();
  await second;
  expect(await count(other)).toBe(2);
});
