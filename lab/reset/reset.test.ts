import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { goes } from "../../scripts/reset/plan";
import { copyProject, runIn } from "../support/copy";

test.describe.configure({ mode: "serial" });

let folder: string;
const run = (command: string, ...args: string[]) => runIn(folder, command, ...args);

async function committed(): Promise<void> {
  await run("git", "init", "--quiet");
  await run("git", "add", "--all");
  const { ok, printed } = await run(
    "git",
    "-c",
    "user.name=Ada",
    "-c",
    "user.email=ada@example.com",
    "commit",
    "--quiet",
    "--message",
    "Begin",
  );
  expect(ok, printed).toBe(true);
}

test.beforeAll(() => {
  folder = copyProject();
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("somebody without git is told how to begin with it, and keeps everything", async () => {
  const { ok, printed } = await run("npm", "run", "reset", "--", "--yes");
  expect(ok).toBe(false);
  expect(printed).toContain("git init && git add -A && git commit");
  expect(readdirSync(join(folder, "app"))).toContain("(shop)");
});

test("somebody with changes that are not committed is told which, and keeps everything", async () => {
  await committed();
  writeFileSync(join(folder, "notes.txt"), "mine");
  const { ok, printed } = await run("npm", "run", "reset", "--", "--yes");
  expect(ok).toBe(false);
  expect(printed).toContain("?? notes.txt");
  expect(printed).toContain("git stash -u");
  rmSync(join(folder, "notes.txt"));
});

test("without --yes it asks, and a script that nobody could answer changes nothing", async () => {
  const { ok, printed } = await run("npm", "run", "reset");
  expect(ok).toBe(false);
  expect(printed).toContain("npm run reset -- --yes");
  expect((await run("git", "status", "--porcelain")).printed).toBe("");
});

test("with --yes the shop goes, and git shows what went, what is new, and nothing else", async () => {
  const { ok, printed } = await run("npm", "run", "reset", "--", "--yes");
  expect(ok, printed).toBe(true);
  await run("git", "add", "--all");
  const changes = (await run("git", "diff", "--cached", "--no-renames", "--name-status")).printed
    .trim()
    .split("\n");
  const paths = (status: string) =>
    changes.flatMap((change) => (change.startsWith(status) ? change.slice(2) : []));
  expect(paths("A").sort()).toEqual(["app/actions.ts", "app/page.tsx", "tests/e2e/home.test.ts"]);
  expect(paths("D").length).toBeGreaterThan(60);
  expect(paths("D").filter((path) => !goes(path))).toEqual([]);
  expect(paths("M").length).toBeLessThan(35);
  const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(Object.keys(scripts).filter((name) => name.includes("reset"))).toEqual([]);
});

for (const script of ["lint", "types", "build"]) {
  test(`what remains passes npm run ${script}`, async () => {
    const { ok, printed } = await run("npm", "run", script);
    expect(ok, printed).toBe(true);
  });
}

test("what remains passes its tests", async () => {
  const { ok, printed } = await run("npx", "playwright", "test", "--reporter=line");
  expect(ok, printed.slice(-20_000)).toBe(true);
  expect(printed).toMatch(/\d{3} passed/);
});
