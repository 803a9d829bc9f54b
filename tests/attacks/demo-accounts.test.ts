import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "../fixtures";
import { post } from "../support/http";

/** Runs `npm run session -- list` for a demo account in a checkout without a database. */
async function listDemoSessions(settings: Record<string, string>): Promise<string> {
  const cwd = test.info().outputPath("checkout");
  mkdirSync(cwd, { recursive: true });
  for (const path of ["lib", "tsconfig.json"]) symlinkSync(resolve(path), join(cwd, path));
  const script = ["--conditions=react-server", resolve("scripts/session.ts")];
  const env = { ...process.env, NODE_ENV: "development" as const, DATABASE_URL: "", ...settings };
  const { stdout, stderr } = await promisify(execFile)(
    resolve("node_modules/.bin/tsx"),
    [...script, "list", "ada@example.com"],
    { cwd, env },
  ).catch((failed: { stdout: string; stderr: string }) => failed);
  return stdout + stderr;
}

test("the demo accounts exist in the development database", async () => {
  expect(await listDemoSessions({})).toMatch(/^0 /m);
});

test("the demo accounts do not exist in production, even after a developer used its settings", async ({
  server,
}) => {
  const settings = { SESSION_SECRET: server.secret, DATABASE_URL: server.databaseUrl };
  expect(await listDemoSessions(settings)).not.toMatch(/^0 /m);
  for (const name of ["ada", "grace"]) {
    const credentials = { email: `${name}@example.com`, password: `correct horse ${name}` };
    expect((await post(server, "/api/login", credentials)).status).toBe(401);
  }
});
