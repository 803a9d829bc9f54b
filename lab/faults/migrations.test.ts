import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createClient } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { expect, test } from "@playwright/test";
import { migrateDatabase } from "@/lib/db/migrate";
import { post } from "../../tests/support/http";
import { startServer } from "../../tests/support/server";
import { scaled } from "./test-scale";
import { reportFault } from "./fault-report";

type Migrator = Readonly<{ child: ChildProcess; output: () => string }>;

/** Starts a process that opens the database at `url` when it receives a line on stdin. */
async function startMigrator(url: string): Promise<Migrator> {
  const env = { ...process.env, NODE_ENV: "production" as const, DATABASE_URL: url };
  const args = ["--import", "tsx", "--conditions=react-server", "lab/faults/migrator.ts"];
  const child = spawn(process.execPath, args, { env, stdio: "pipe" });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk));
  await once(child.stdout, "data");
  return { child, output: () => output };
}

/** All tables and indexes, and the migrations that are recorded in each of Drizzle's tables. */
async function schemaOf(url: string): Promise<unknown[]> {
  const client = createClient({ url, timeout: 5000 });
  try {
    const made = await client.execute("select type, name, sql from sqlite_master order by name");
    const lists = made.rows
      .map(({ name }) => String(name))
      .filter((name) => name.startsWith("__drizzle"));
    const counts = lists.map(async (name) => [
      name,
      (await client.execute(`select hash from "${name}"`)).rows.map(({ hash }) => hash),
    ]);
    return [
      ...made.rows.map(({ type, name, sql }) => [type, name, sql]),
      ...(await Promise.all(counts)),
    ];
  } finally {
    client.close();
  }
}

test("processes that open a new database at the same time migrate it once", async () => {
  const rounds = scaled(3, 30);
  test.setTimeout(scaled(180_000, 600_000));
  const alone = `file:${test.info().outputPath("alone.db")}`;
  const client = createClient({ url: alone });
  await migrateDatabase(drizzle(client));
  client.close();
  let started = 0;
  for (let round = 0; round < rounds; round++) {
    const url = `file:${test.info().outputPath(`together-${round}.db`)}`;
    const count = 2 + (round % 3);
    const migrators = await Promise.all(Array.from({ length: count }, () => startMigrator(url)));
    started += count;
    const ends = migrators.map(({ child }) => once(child, "exit"));
    for (const { child } of migrators) child.stdin?.write("go\n");
    expect(await Promise.all(ends), migrators.map(({ output }) => output()).join("")).toEqual(
      migrators.map(() => [0, null]),
    );
    expect(await schemaOf(url)).toEqual(await schemaOf(alone));
  }
  const server = await startServer({
    env: { DATABASE_URL: `file:${test.info().outputPath("together-0.db")}` },
  });
  try {
    const body = {
      name: "Ann",
      email: "ann@example.com",
      password: "a long and secret sentence",
    };
    expect((await post(server, "/api/signup", body)).status).toBe(201);
  } finally {
    await server.stop();
  }
  reportFault({
    fault: "Database: a new file that several processes open at once",
    load: "2 to 4 processes, started at the same moment",
    attempts: `${rounds} files, ${started} processes`,
    lost: "0 processes, 0 tables; each migration ran once",
  });
});
