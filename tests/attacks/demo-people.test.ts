import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "../fixtures";
import { post } from "../support/http";

const people = ["ada", "grace"];

/** What `npm run session -- list` says of somebody, in a checkout whose `.data/` is empty, with a developer's settings. */
async function listed(name: string, settings: Record<string, string>): Promise<string> {
  const checkout = test.info().outputPath("checkout");
  mkdirSync(checkout, { recursive: true });
  for (const path of ["lib", "tsconfig.json"]) symlinkSync(resolve(path), join(checkout, path));
  const command = [
    "--conditions=react-server",
    resolve("scripts/session.ts"),
    "list",
    `${name}@example.com`,
  ];
  const env = { ...process.env, NODE_ENV: "development" as const, DATABASE_URL: "", ...settings };
  const { stdout, stderr } = await promisify(execFile)(resolve("node_modules/.bin/tsx"), command, {
    cwd: checkout,
    env,
  }).catch((failed: { stdout: string; stderr: string }) => failed);
  return stdout + stderr;
}

test("a developer who has set up nothing finds the demo people in a database of their own", async () => {
  expect(await listed("ada", {})).toContain("0 logged in.");
});

test("the demo people, whose passwords are in the README, have no account in production", async ({
  server,
}) => {
  for (const name of people) {
    const login = await post(server, "/api/login", {
      email: `${name}@example.com`,
      password: `correct horse ${name}`,
    });
    expect(login.status).toBe(401);
  }
});

test("nor do they get one from a developer who has the settings of production at hand", async ({
  server,
}) => {
  const settings = { SESSION_SECRET: server.secret, DATABASE_URL: server.databaseUrl };
  expect(await listed("ada", settings)).toContain("Nobody has an account");
  for (const name of people) {
    const login = await post(server, "/api/login", {
      email: `${name}@example.com`,
      password: `correct horse ${name}`,
    });
    expect(login.status).toBe(401);
  }
});
