import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "@libsql/client";
import { expect, test as base } from "@playwright/test";
import { sql } from "drizzle-orm";
import { drizzle, type LibSQLDatabase } from "drizzle-orm/libsql";
import { connect } from "@/lib/db/connect";
import { isDatabaseOutage, isUniqueViolation } from "@/lib/db/errors";

type Fixtures = { client: Client; database: LibSQLDatabase };

const url = () => `file:${join(base.info().outputDir, "test.db")}`;

const test = base.extend<Fixtures>({
  client: async ({}, use) => {
    const client = connect(url());
    await client.execute("PRAGMA journal_mode = WAL");
    await client.executeMultiple(`
      create table pens (id integer primary key, name text not null unique, price integer check (price > 0));
      create table caps (pen integer references pens (id));
      insert into pens values (1, 'dip pen', 5);`);
    await use(client);
    client.close();
  },
  database: async ({ client }, use) => use(drizzle(client)),
});

const thrownBy = (work: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => "nothing",
      (error: unknown) => error,
    );

/** The error of one statement, and of the same statement in a batch: Drizzle wraps only the first. */
const errorsOf = async (database: LibSQLDatabase, query: string) => [
  await thrownBy(() => database.run(sql.raw(query))),
  await thrownBy(() => database.batch([database.run(sql.raw(query))])),
];

const statements: [what: string, query: string, isUnique?: true][] = [
  ["a unique constraint", "insert into pens values (2, 'dip pen', 5)", true],
  ["a primary key", "insert into pens values (1, 'fountain pen', 5)", true],
  ["a check constraint", "insert into pens values (2, 'fountain pen', 0)"],
  ["a not-null constraint", "insert into pens values (2, null, 5)"],
  ["a foreign key", "insert into caps values (7)"],
  ["a typo in SQL", "selct * from pens"],
  ["a missing table", "select * from pencils"],
  ["a missing column", "select colour from pens"],
  ["a value of the wrong type", "insert into pens values ('one', 'fountain pen', 5)"],
  ["a missing value", "insert into pens values (2, ?)"],
];
test("the error of a statement is no outage, and is a unique violation only for duplicates", async ({
  database,
}) => {
  for (const [what, query, isUnique = false] of statements)
    for (const error of await errorsOf(database, query)) {
      expect(error, what).toBeInstanceOf(Error);
      expect([isUniqueViolation(error), isDatabaseOutage(error)], what).toEqual([isUnique, false]);
    }
});

test("a read-only database is an outage", async ({ client, database }) => {
  await client.execute("PRAGMA query_only = ON");
  for (const error of await errorsOf(database, "insert into pens values (2, 'fountain pen', 5)"))
    expect(isDatabaseOutage(error)).toBe(true);
});

test("a file that can't be created is an outage", async () => {
  const file = base.info().outputPath("no-folder");
  writeFileSync(file, "");
  expect(isDatabaseOutage(await thrownBy(() => connect(`file:${file}/test.db`)))).toBe(true);
});

test("a file that is no database is an outage", async () => {
  const file = base.info().outputPath("notes.txt");
  writeFileSync(file, "not a database, but long enough to be read as the header of one".repeat(9));
  const database = drizzle(connect(`file:${file}`));
  expect(isDatabaseOutage(await thrownBy(() => database.run(sql`select 1 from pens`)))).toBe(true);
});

test("a locked file is an outage", async ({ database }) => {
  const other = connect(url());
  const writer = await other.transaction("write");
  try {
    const insert = () => database.run(sql`insert into pens values (2, 'nib', 5)`);
    expect(isDatabaseOutage(await thrownBy(insert))).toBe(true);
  } finally {
    await writer.rollback();
    other.close();
  }
});

test("an unreachable server is an outage", async () => {
  for (const error of await errorsOf(drizzle(connect("http://127.0.0.1:9")), "select 1"))
    expect(isDatabaseOutage(error)).toBe(true);
});

test("an error of another library is no outage", () => {
  for (const error of [new TypeError("query"), new Error("SQLITE_BUSY"), null, "SQLITE_BUSY"])
    expect([isDatabaseOutage(error), isUniqueViolation(error)]).toEqual([false, false]);
});
