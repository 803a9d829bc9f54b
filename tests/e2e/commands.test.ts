import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv, promisify } from "node:util";
import { expect, test, type Server } from "../fixtures";
import { post, recordOf, sealedSession, seconds, send, setCookies } from "../support/http";
import { addUser } from "../support/users";

type Result = Readonly<{ stdout: string; stderr: string; code?: number }>;

const run = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Result> =>
  promisify(execFile)(resolve("node_modules/.bin/tsx"), args, { cwd, env }).catch(
    (failed: Result) => failed,
  );

/** Runs `npm run session` against the server's database. */
async function session(server: Server, ...args: string[]): Promise<string> {
  const env = { ...process.env, SESSION_SECRET: server.secret, DATABASE_URL: server.databaseUrl };
  const command = ["--conditions=react-server", "scripts/session.ts", ...args];
  const { stdout, stderr } = await run(command, ".", env);
  return stdout + stderr;
}

/** Runs `npm run secret` in a folder with this `.env.local`, or with none. */
async function secret(args: readonly string[], settings?: string) {
  const folder = test.info().outputPath("checkout");
  const file = join(folder, ".env.local");
  mkdirSync(folder, { recursive: true });
  if (settings !== undefined) writeFileSync(file, settings);
  const command = [resolve("scripts/secret.ts"), ...args];
  const { stdout, code = 0 } = await run(command, folder, { ...process.env, SESSION_SECRET: "" });
  expect(readdirSync(folder).filter((name) => name !== ".env.local")).toEqual([]);
  const written = existsSync(file) ? readFileSync(file, "utf8") : "";
  return { stdout, code, written, secrets: (parseEnv(written).SESSION_SECRET ?? "").split(",") };
}

test.describe("npm run session", () => {
  test("list and revoke show and end a user's sessions", async ({ server }) => {
    const { email, password } = await addUser(server.databaseUrl, "Yves");
    const [cookie] = setCookies(await post(server, "/api/login", { email, password }));
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
    expect(await session(server, "list", email)).toMatch(/^2 /m);
    expect(await session(server, "revoke", email.toUpperCase())).toMatch(/^2 /m);
    const { signedIn } = await (await send(server, "/api/session", { headers })).json();
    expect(signedIn).toBe(false);
    expect(await session(server, "revoke", "unknown@example.com")).toContain("unknown@example.com");
  });

  test("show prints what a cookie holds, or why it does not open", async ({ server }) => {
    const record = recordOf(await addUser(server.databaseUrl, "Zita"));
    const cookie = await sealedSession(server, record);
    const shown = JSON.parse(await session(server, "show", cookie));
    expect(shown).toMatchObject({ opens: true, purpose: "who", data: record });
    expect(shown.sealedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    const idle = await sealedSession(server, record, { now: seconds() - 8000 });
    expect(JSON.parse(await session(server, "show", idle)).refused).toContain("idle");
    const unopened = await Promise.all([
      cookie.slice(0, -9),
      sealedSession(server, record, { secret: "another secret that is not in the list" }),
    ]);
    const reasons = await Promise.all(unopened.map((value) => session(server, "show", value)));
    expect(new Set(reasons).size).toBe(2);
    for (const reason of reasons) expect(reason).not.toContain('"opens": true');
  });
});

test.describe("npm run secret", () => {
  test("prints a new secret each time and writes nothing", async () => {
    const [one, other] = [await secret([]), await secret([])];
    expect(one).toMatchObject({ stdout: expect.stringMatching(/^[\w-]{43}\n$/), written: "" });
    expect(other.stdout).not.toBe(one.stdout);
  });

  test("--add puts a new secret first, keeps two older ones and every other line", async () => {
    const before =
      'APP_ORIGIN=https://a.example # ours\n# SESSION_SECRET=not this one\nSESSION_SECRET="first # one,second,third" # list\nLAST=1';
    const { written, stdout, secrets } = await secret(["--add"], before);
    const mode = statSync(test.info().outputPath("checkout/.env.local")).mode;
    expect(mode & 0o077, "readable by others").toBe(0);
    const [added = "", ...kept] = secrets;
    expect(added).toMatch(/^[\w-]{43}$/);
    expect(stdout).not.toContain(added);
    expect(kept).toEqual(["first # one", "second"]);
    const others = (text: string) =>
      text.split("\n").filter((line) => !line.startsWith("SESSION_SECRET="));
    expect(others(written)).toEqual(others(before));
  });

  test("--ensure writes a secret once", async () => {
    const { written, secrets } = await secret(["--ensure"]);
    expect(secrets).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect((await secret(["--ensure"], written)).written).toBe(written);
  });
});
