import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../../tests/support/port";

/**
 * Runs the second stage of the Dockerfile without Docker: copies the same files into an empty folder and starts the same
 * command and health check there.
 */
const dockerfile = readFileSync("Dockerfile", "utf8");
const copies = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) (\S+)$/gm)].map(
  ([, from = "", to = ""]) => ({ from, to }),
);
const commandOf = (instruction: RegExp): [string, ...string[]] =>
  JSON.parse(instruction.exec(dockerfile)?.[1] ?? "[]");
const [, ...health] = commandOf(/^HEALTHCHECK .*CMD (\[.*\])$/m);
const [, ...command] = commandOf(/^CMD (\[.*\])$/m);

let env: Readonly<{ NODE_ENV: "production"; PORT: string } & Record<string, string>>;
let origin = "";
let folder = "";
let server: ChildProcess;
let printed = "";

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  const next = ["node_modules/next/dist/bin/next", "build"];
  execFileSync(process.execPath, next, {
    env: { ...process.env, SESSION_SECRET: "", BUILD_STANDALONE: "true" },
    stdio: "pipe",
  });
  folder = mkdtempSync(join(tmpdir(), "signet-image-"));
  for (const { from, to } of copies)
    cpSync(from, join(folder, to), { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(folder, ".data"));
  const PORT = String(await freePort());
  env = { NODE_ENV: "production", HOSTNAME: "0.0.0.0", PORT, TRUSTED_PROXIES: "1" };
  origin = `http://localhost:${PORT}`;
  const SESSION_SECRET = randomBytes(32).toString("base64url");
  server = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...env, SESSION_SECRET },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [server.stdout, server.stderr])
    stream?.on("data", (chunk: Buffer) => (printed += chunk));
  await expect(async () =>
    expect((await fetch(`${origin}/api/session`)).status).toBe(200),
  ).toPass();
});

test.afterAll(async () => {
  if (server && server.exitCode === null && server.kill()) await once(server, "exit");
  rmSync(folder, { recursive: true, force: true });
});

test("a user signs up in the standalone server without a policy violation", async ({ page }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`${origin}/signup`);
  await page.getByLabel("Name").fill("Olga");
  await page.getByLabel("Email").fill("olga@example.com");
  await page.getByLabel("Password").fill("a sentence of mine");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("Hello, Olga!")).toBeVisible();
  const pictures = page.getByRole("main").locator("img"); // shop
  expect(
    await pictures
      .first()
      .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0),
  ).toBe(true); // shop
  const names = (await page.context().cookies())
    .filter(({ secure }) => secure)
    .map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["__Host-session", "__Host-device"]));
  expect(errors).toEqual([]);
});

test("logins are limited by the address in X-Forwarded-For behind a trusted proxy", async () => {
  const guess = (from: string) =>
    fetch(`${origin}/api/login`, {
      method: "POST",
      headers: { "x-forwarded-for": `198.51.100.1, ${from}` },
      body: JSON.stringify({ email: "nobody@example.com", password: "a guess" }),
    });
  for (let time = 0; time < 10; time++) expect((await guess("203.0.113.7")).status).toBe(401);
  expect((await guess("203.0.113.7")).status).toBe(429);
  expect((await guess("203.0.113.8")).status).toBe(401);
});

test("the health check passes while the server runs and fails after SIGTERM", async () => {
  execFileSync(process.execPath, health, { env });
  server.kill("SIGTERM");
  await once(server, "exit");
  expect(() => execFileSync(process.execPath, health, { env, stdio: "pipe" })).toThrow();
  expect(printed).not.toContain("Error");
});
