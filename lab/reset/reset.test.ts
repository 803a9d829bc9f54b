import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { isRemoved, parts } from "../../scripts/reset/plan";
import { copyProject, runIn } from "../support/copy";

test.describe.configure({ mode: "serial" });

let folder: string;
const run = (command: string, ...args: string[]) => runIn(folder, command, ...args);
const reset = (...options: string[]) => run("npm", "run", "reset", "--", ...options);

async function expectSuccess(command: string, ...args: string[]): Promise<string> {
  const { ok, printed } = await run(command, ...args);
  expect(ok, printed.slice(-20_000)).toBe(true);
  return printed;
}

/** What git shows of a reset, by status: A, M or D. */
async function changedFiles(): Promise<(status: string) => string[]> {
  await run("git", "add", "--all");
  const diff = await run("git", "diff", "--cached", "--no-renames", "--name-status");
  const changes = diff.printed.trim().split("\n");
  return (status) =>
    changes.flatMap((change) => (change.startsWith(status) ? change.slice(2) : [])).sort();
}

test.beforeAll(() => {
  folder = copyProject();
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("outside of git a reset changes nothing and says what to do", async () => {
  const { ok, printed } = await reset("--yes");
  expect(ok).toBe(false);
  expect(printed).toContain("git init && git add -A && git commit");
  expect(existsSync(join(folder, "app/(shop)"))).toBe(true);
});

test("with uncommitted changes a reset changes nothing and lists them", async () => {
  await run("git", "init", "--quiet");
  await run("git", "add", "--all");
  const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  await expectSuccess("git", ...author, "commit", "--quiet", "--message", "Begin");
  writeFileSync(join(folder, "notes.txt"), "mine");
  const { ok, printed } = await reset("--yes");
  expect(ok).toBe(false);
  expect(printed).toContain("?? notes.txt");
  expect(printed).toContain("git stash -u");
  rmSync(join(folder, "notes.txt"));
});

test("without a terminal and without --yes a reset changes nothing", async () => {
  const { ok, printed } = await reset();
  expect(ok).toBe(false);
  expect(printed).toContain("npm run reset -- --yes");
  expect((await run("git", "status", "--porcelain")).printed).toBe("");
});

test("with --keep-inspector /session and /components remain", async () => {
  await expectSuccess("npm", "run", "reset", "--", "--yes", "--keep-inspector");
  const files = await changedFiles();
  expect(files("D").filter((path) => !isRemoved(path, ["shop", "lab"]))).toEqual([]);
  for (const script of ["lint", "types", "build"]) await expectSuccess("npm", "run", script);
  // It visits every page.
  const visits = "tests/e2e/accessibility.test.ts";
  await expectSuccess("npx", "playwright", "test", "--reporter=line", visits);
  await run("git", "reset", "--quiet", "--hard");
});

test("a reset removes the shop, the lab, /session and /components, and nothing else", async () => {
  await expectSuccess("npm", "run", "reset", "--", "--yes");
  const files = await changedFiles();
  const added = [".template.json", "app/actions.ts", "app/page.tsx", "tests/e2e/home.test.ts"];
  expect(files("A")).toEqual(added);
  expect(files("D").length).toBeGreaterThan(100);
  expect(files("D").filter((path) => !isRemoved(path, parts))).toEqual([]);
  expect(files("M").length).toBeLessThan(40);
  const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(Object.keys(scripts).filter((name) => /reset|bench|all/.test(name))).toEqual([]);
});

for (const script of ["lint", "types", "build"]) {
  test(`what remains passes npm run ${script}`, async () => {
    await expectSuccess("npm", "run", script);
  });
}

test("what remains passes its tests", async () => {
  const printed = await expectSuccess("npx", "playwright", "test", "--reporter=line");
  expect(printed).toMatch(/\d{3} passed/);
});
