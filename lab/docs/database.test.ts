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

/** The commands of the page, from the line that holds this on; so many lines of them, or the whole block. */
function commands(what: string, lines = Infinity): string {
  const [block, ...others] = page.filter(({ code }) => code.includes(what));
  if (!block || others.length)
    throw new Error(`${others.length + 1} blocks of docs/database.md hold “${what}”`);
  const all = block.code.trim().split("\n");
  const from = lines === Infinity ? 0 : all.findIndex((line) => line.includes(what));
  return all.slice(from, from + lines).join("\n");
}

/** A folder where somebody types in what the page says, beside the packages of this project. */
function desk(): string {
  const folder = test.info().outputPath("desk");
  mkdirSync(join(folder, ".data"), { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

async function type(folder: string, text: string): Promise<string> {
  const { ok, printed } = await runIn(folder, "sh", "-c", text);
  expect(ok, `${text}\n${printed}`).toBe(true);
  return printed.trim();
}

const isMember = async (server: Server, cookie: string): Promise<boolean> =>
  (await (await send(server, "/api/session", { headers: { cookie } })).json()).signedIn;

test("whoever makes keys as the page says has a server that asks for the token, and moves all of it to another one", async () => {
  const folder = desk();
  await type(folder, commands("openssl genpkey", 2));
  const token = await type(folder, commands("createPrivateKey"));
  const credentials = { keyFile: join(folder, "public.pem"), token };
  const [old, young] = [
    await startSqld({ folder: join(folder, "old"), credentials }),
    await startSqld({ folder: join(folder, "young"), credentials }),
  ];
  try {
    await expect(createClient({ url: old.url }).execute("select 1")).rejects.toThrow(
      /401|Unauthorized/i,
    );
    const ann = await addUser(`${old.url}?authToken=${token}`, "Ann");
    const env = (url: string) => `export DATABASE_URL=${url} DATABASE_AUTH_TOKEN=${token}\n`;
    await type(folder, env(old.url) + commands("/dump", 1));
    await type(
      folder,
      env(young.url) + commands("executeMultiple").split("\n").slice(1).join("\n"),
    );
    const server = await startServer({
      env: { DATABASE_URL: young.url, DATABASE_AUTH_TOKEN: token },
    });
    try {
      expect(await isMember(server, await sealedSession(server, recordOf(ann)))).toBe(true);
    } finally {
      await server.stop();
    }
  } finally {
    await young.stop();
    await old.stop();
  }
});

test("a copy that was made while the site ran brings everybody back, and the file copied alone does not", async () => {
  const folder = desk();
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
  await type(folder, commands("node -e \"new (require('libsql'))", 1));
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
    expect(await isMember(again, cookie)).toBe(true);
  } finally {
    await again.stop();
    await server.stop();
  }
});
