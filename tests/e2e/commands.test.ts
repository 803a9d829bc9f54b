import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv, promisify } from "node:util";
import { expect, test, type Server } from "../fixtures";
import { addPerson } from "../support/users";
import { post, recordOf, sealedSession, seconds, send, setCookies } from "../support/http";

const run = promisify(execFile);

const command = ["--conditions=react-server", "scripts/session.ts"];

async function session(server: Server, ...args: string[]): Promise<string> {
  const env = { ...process.env, SESSION_SECRET: server.secret, DATABASE_URL: server.databaseUrl };
  const { stdout, stderr } = await run("node_modules/.bin/tsx", [...command, ...args], {
    env,
  }).catch((failed: { stdout: string; stderr: string }) => failed);
  return stdout + stderr;
}

/** Runs `npm run secret` in a folder with this `.env.local`, or with none. */
async function secret(
  args: string[],
  settings?: string,
): Promise<{ printed: string; settings: string; code: number }> {
  const folder = test.info().outputPath("checkout");
  const file = join(folder, ".env.local");
  mkdirSync(folder, { recursive: true });
  if (settings !== undefined) writeFileSync(file, settings);
  const options = { cwd: folder, env: { ...process.env, SESSION_SECRET: "" } };
  const { stdout, code } = await run(
    resolve("node_modules/.bin/tsx"),
    [resolve("scripts/secret.ts"), ...args],
    options,
  ).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (failed: { stdout: string; code: number }) => failed,
  );
  expect(readdirSync(folder).filter((name) => name !== ".env.local")).toEqual([]);
  return { printed: stdout, settings: existsSync(file) ? readFileSync(file, "utf8") : "", code };
}

const secretsOf = (settings: string): string[] =>
  (parseEnv(settings).SESSION_SECRET ?? "").split(",");

test("whoever runs the site ends all sessions of a member, and sees them gone", async ({
  server,
}) => {
  const { email, password } = await addPerson(server.databaseUrl, "Yves");
  const [cookie] = setCookies(
    await post(server, "/api/login", { email, password }, { "user-agent": "curl/8" }),
  );
  const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
  expect(await session(server, "list", email)).toContain("2 logged in.");
  expect(await session(server, "revoke", email.toUpperCase())).toContain("2 sessions ended.");
  expect(await (await send(server, "/api/session", { headers })).json()).toMatchObject({
    signedIn: false,
  });
  expect(await session(server, "list", email)).toContain("0 logged in.");
  expect(await session(server, "revoke", "nobody@example.com")).toContain(
    "Nobody has an account with the address",
  );
});

test("whoever runs the site learns what a cookie holds, or exactly why it does not open", async ({
  server,
}) => {
  const record = recordOf(await addPerson(server.databaseUrl, "Zita"));
  const cookie = await sealedSession(server, record);
  const shown = JSON.parse(await session(server, "show", cookie));
  expect(shown).toMatchObject({ opens: true, purpose: "who", data: record });
  for (const when of [shown.sealedAt, shown.ends.idleExpiresAt, shown.ends.absoluteExpiresAt])
    expect(when).toMatch(/^\d{4}-\d\d-\d\dT/);
  const old = await sealedSession(server, record, { now: seconds() - 8000 });
  expect(await session(server, "show", old)).toContain("The session was not used for too long.");
  expect(await session(server, "show", cookie.slice(0, -9))).toContain(
    "It is no seal, or not as it was made",
  );
  const foreign = await sealedSession(server, record, {
    secret: "another secret that nobody here knows",
  });
  expect(await session(server, "show", foreign)).toContain(
    "a secret that is not in SESSION_SECRET",
  );
  expect(await session(server)).toContain("npm run session -- revoke");
});

test("npm run secret prints a new secret each time, and writes nothing", async () => {
  const [one, other] = [await secret([]), await secret([])];
  expect(one).toMatchObject({
    printed: expect.stringMatching(/^[\w-]{43}\n$/),
    settings: "",
    code: 0,
  });
  expect(other.printed).not.toBe(one.printed);
});

test("--add puts a new secret in front of those there are, and leaves every other line as it was", async () => {
  const before =
    'APP_ORIGIN=https://a.example # ours\n# SESSION_SECRET=not this one\nSESSION_SECRET="first # one,second" # list\nLAST=1';
  const { settings, printed } = await secret(["--add"], before);
  expect(
    statSync(test.info().outputPath("checkout/.env.local")).mode & 0o077,
    "readable by others",
  ).toBe(0);
  const [added, ...kept] = secretsOf(settings);
  expect(added).toMatch(/^[\w-]{43}$/);
  expect(printed).not.toContain(added);
  expect(kept).toEqual(["first # one", "second"]);
  const others = (text: string) =>
    text.split("\n").filter((line) => !line.startsWith("SESSION_SECRET="));
  expect(others(settings)).toEqual(others(before));
});

test("the list of secrets keeps the newest three", async () => {
  const first = await secret(["--add"]);
  const fourth = await secret(
    ["--add"],
    (await secret(["--add"], (await secret(["--add"], first.settings)).settings)).settings,
  );
  expect(secretsOf(fourth.settings)).toHaveLength(3);
  expect(secretsOf(fourth.settings)).not.toContain(secretsOf(first.settings)[0]);
  expect(fourth.printed).toContain("Dropped: 1.");
});

test("a fresh clone gets a secret once", async () => {
  const { settings } = await secret(["--ensure"]);
  expect(secretsOf(settings)).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
  expect((await secret(["--ensure"], settings)).settings).toBe(settings);
});

test("commands say how they are used: when asked, and when they don't understand", async ({
  server,
}) => {
  expect(await secret(["--help"])).toMatchObject({
    code: 0,
    printed: expect.stringContaining("npm run secret -- --add"),
  });
  expect(await secret(["--rotate"])).toMatchObject({
    code: 1,
    printed: expect.stringContaining("npm run secret -- --add"),
  });
  for (const args of [["--help"], [], ["forget", "ada@example.com"], ["list"]]) {
    const said = await session(server, ...args);
    for (const command of ["show <cookie>", "list <email>", "revoke <email>"])
      expect(said).toContain(command);
  }
});
