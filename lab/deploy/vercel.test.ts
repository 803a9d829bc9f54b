import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { publicPages } from "../../tests/support/routes";
import {
  buildForVercel,
  functionNames,
  hasCli,
  NO_CLI,
  outputPath,
  readFunction,
  removeBuild,
  runFunction,
} from "./vercel-output";

/** The middleware's size, gzipped. Vercel's limit is 1 MB. */
const MIDDLEWARE_BYTES = 120_000;

/** Every public page begins as a static shell. */
const shells = publicPages.map((path) => path.slice(1) || "index");

/** Pages that are revalidated, with their interval in seconds. */
const revalidated: Readonly<Record<string, number>> = {
  index: 30, // shop
};

test.describe.configure({ mode: "serial" });

test.beforeAll(() => {
  test.skip(!hasCli(), NO_CLI);
  buildForVercel();
});

test.afterAll(removeBuild);

const nodeFunctions = () => functionNames().filter((name) => name !== "_middleware");
const shellOf = (page: string): string =>
  readFileSync(outputPath("functions", `${page}.prerender-fallback.html`), "utf8");

test("the middleware runs on the edge and is small", () => {
  expect(readFunction("_middleware").runtime).toBe("edge");
  const code = readFileSync(outputPath("functions/_middleware.func/index.js"));
  expect(gzipSync(code).byteLength).toBeLessThan(MIDDLEWARE_BYTES);
});

test("the middleware has the hashes of the inline scripts in the static shells", () => {
  const known = readFunction("_middleware").environment?.SCRIPT_HASHES ?? "";
  for (const page of shells) {
    const scripts = [...shellOf(page).matchAll(/<script>([\s\S]+?)<\/script>/g)].map(
      ([, text = ""]) => text,
    );
    expect(scripts.length, page).toBeGreaterThan(0);
    for (const text of scripts)
      expect(known, page).toContain(createHash("sha256").update(text).digest("base64"));
  }
});

test("pages begin as static shells that do not expire or are revalidated", () => {
  for (const page of shells) {
    const config = JSON.parse(
      readFileSync(outputPath("functions", `${page}.prerender-config.json`), "utf8"),
    );
    expect(config, page).toMatchObject({
      expiration: revalidated[page] ?? false,
      initialStatus: 200,
    });
    expect(shellOf(page), page).toContain("<main");
  }
});

test("functions run on Node 24 and contain the migrations", () => {
  const lib = readdirSync("lib", { recursive: true, encoding: "utf8" });
  const migrations = lib.filter((path) => path.endsWith(".sql")).map((path) => `lib/${path}`);
  expect(migrations.length).toBeGreaterThan(0);
  for (const name of nodeFunctions()) {
    const { runtime, filePathMap } = readFunction(name);
    expect(runtime, name).toBe("nodejs24.x");
    expect(Object.keys(filePathMap ?? {}), name).toEqual(expect.arrayContaining(migrations));
  }
});

test("the login function contains all that it needs", async () => {
  const credentials = { email: "nobody@example.com", password: "a guess of mine" };
  const call = { method: "POST", body: JSON.stringify(credentials) };
  const alone = await runFunction("api/login", {});
  // A file takes the place of a database server.
  const connected = await runFunction("api/login", {
    DATABASE_URL: `file:${join(test.info().outputPath(), "vercel.db")}`,
  });
  try {
    const refused = await fetch(`${alone.origin}/api/login`, call);
    expect([refused.status, await refused.text()]).toEqual([
      503,
      expect.stringContaining("DATABASE_URL is missing"),
    ]);
    const answer = await fetch(`${connected.origin}/api/login`, call);
    expect([answer.status, await answer.text()]).toEqual([
      401,
      expect.stringContaining("invalid_credentials"),
    ]);
  } finally {
    await alone.stop();
    await connected.stop();
  }
});
