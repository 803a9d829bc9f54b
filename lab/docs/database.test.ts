import { mkdirSync, symlinkSync } from "node:fs";
import { copyFile, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createClient } from "@libsql/client";
import { expect, test } from "@playwright/test";
import { post, recordOf, sealedSession, send, setCookies } from "../../tests/support/http";
import { addUser } from "../../tests/support/users";
import { runIn } from "../support/copy";
import { startServer, type Server } from "../../tests/support/server";
import { startSqld } from "../support/sqld";
import { blocksOf } from "./blocks";

const page = blocksOf("docs/database.md").filter(({ language }) => language === "sh");

/** The commands of the block that contains `what`: `lines` lines from that one on, or the whole block. */
function commands(what: string, lines = Infinity): string {
  const [block, ...others] = page.filter(({ code }) => code.includes(what));
  if (!block || others.length)
    throw new Error(`${others.length + 1} blocks of docs/database.md contain “${what}”`);
  const all = block.code.trim().split("\n");
  const from = lines === Infinity ? 0 : all.findIndex((line) => line.includes(what));
  return all.slice(from, from + lines).join("\n");
}

/** A folder in which to run the page's commands, with this project's packages. */
function newFolder(): string {
  const folder = test.info().outputPath("commands");
  mkdirSync(join(folder, ".data"), { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

async function run(folder: string, text: string): Promise<string> {
  const { ok, printed } = await runIn(folder, "sh", "-c", text);
  expect(ok, `${text}\n${printed}`).toBe(true);
  return printed.trim();
}

const isSignedIn = async (server: Server, cookie: string): Promise<boolean> =>
  (await (await send(server, "/api/session", { headers: { cookie } })).json()).signedIn;

test("a libSQL server set up with the page's commands requires the token, and its data can be moved to another server", async () => {
  const folder = newFolder();
  await run(folder, commands("openssl genpkey", 2));
  const token = await run(folder, commands("createPrivateKey"));
  const credentials = { keyFile: join(folder, "public.pem"), token };
  const [source, target] = [
    await startSqld({ folder: join(folder, "source"), credentials }),
    await startSqld({ folder: join(folder, "target"), credentials }),
  ];
  try {
    await expect(createClient({ url: source.url }).execute("select 1")).rejects.toThrow(
      /401|Unauthorized/i,
    );
    const ann = await addUser(`${source.url}?authToken=${token}`, "Ann");
    const env = (url: string) => `export DATABASE_URL=${url} DATABASE_AUTH_TOKEN=${token}\n`;
    await run(folder, env(source.url) + commands("/dump", 1));
    await run(
      folder,
      env(target.url) + commands("executeMultiple").split("\n").slice(1).join("\n"),
    );
    const server = await startServer({
      env: { DATABASE_URL: target.url, DATABASE_AUTH_TOKEN: token },
    });
    try {
      expect(await isSignedIn(server, await sealedSession(server, recordOf(ann)))).toBe(true);
    } finally {
      await server.stop();
    }
  } finally {
    await target.stop();
    await source.stop();
  }
});

test("a backup made while the server runs restores the users, and a plain copy of the file does not", async () => {
  const folder = newFolder();
  const file = join(folder, ".data/production.db");
  const [env, secret] = [
    { DATABASE_URL: `file:${file}` },
    "the secret of a site that is backed up",
  ];
  const server = await startServer({ env: { ...env, SESSION_SECRET: secret } });
  const signup = await post(server, "/api/signup", {
    name: "Ben",
    email: "ben@example.com",
    password: "a sentence of mine",
  });
  const cookie = setCookies(signup)
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  await copyFile(file, join(folder, "alone.db"));
  await run(folder, commands("node -e \"new (require('libsql'))", 1));
  await server.kill("SIGKILL");
  const alone = createClient({ url: `file:${join(folder, "alone.db")}` });
  expect(
    await alone.execute("select 1 from users").then(
      ({ rows }) => rows.length,
      () => 0,
    ),
  ).toBe(0);
  alone.close();
  for (const end of ["-wal", "-shm"]) await rm(file + end, { force: true });
  await rename(join(folder, ".data/backup.db"), file);
  const again = await startServer({ env: { ...env, SESSION_SECRET: secret } });
  try {
    expect(await isSignedIn(again, cookie)).toBe(true);
  } finally {
    await again.stop();
    await server.stop();
  }
});
