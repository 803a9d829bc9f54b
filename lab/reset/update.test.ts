import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { projectFiles, runIn } from "../support/copy";

const OWN_HOME = "export default function Home() {\n  return <h1>Bookmarks</h1>;\n}\n";

async function git(folder: string, ...args: string[]): Promise<string> {
  const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  const { ok, printed } = await runIn(folder, "git", ...author, ...args);
  expect(ok, `git ${args.join(" ")}\n${printed}`).toBe(true);
  return printed.trim();
}

async function commit(folder: string, message: string): Promise<void> {
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", message);
}

/** A folder with this project's files and packages, as a new repository without a commit. */
async function newRepository(name: string): Promise<string> {
  const folder = test.info().outputPath(name);
  for (const path of projectFiles()) cpSync(path, join(folder, path));
  await prepareRepository(folder, () => git(folder, "init", "--quiet", "-b", "main"));
  return folder;
}

async function prepareRepository(folder: string, create: () => Promise<unknown>): Promise<void> {
  await create();
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  // A link to a folder does not match `node_modules/`.
  appendFileSync(join(folder, ".git/info/exclude"), "node_modules\n");
}

const read = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

function change(folder: string, path: string, from: string, to: string): void {
  const text = read(folder, path);
  expect(text.split(from), `${path}: ${from}`).toHaveLength(2);
  writeFileSync(join(folder, path), text.replace(from, to));
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** The template, with a version 0.2.0 that is this project and a version 0.3.0 that changes it. */
async function newTemplate(): Promise<string> {
  const folder = await newRepository("template");
  await commit(folder, "Version 0.2.0");
  await git(folder, "tag", "v0.2.0");
  change(folder, "package.json", '"version": "0.2.0"', '"version": "0.3.0"');
  // Beside lines that a reset removes.
  change(folder, "lib/cookies.ts", "  boundCookie,\n", "  // Of 0.3\n  boundCookie,\n");
  change(folder, "lib/auth/user.ts", "export type User", "/** Of 0.3. */\nexport type User");
  change(folder, "app/(shop)/page.tsx", "export default", "// Of 0.3\nexport default");
  change(folder, "app/site.ts", '"A starter for', '"Version 0.3, a starter for');
  const security = "### Security\n\n- A hole is closed.\n\n";
  change(folder, "CHANGELOG.md", "## [0.2.0]", `## [0.3.0]\n\n${security}## [0.2.0]`);
  write(folder, "lib/http/of-0.3.ts", "export const added = true;\n");
  rmSync(join(folder, "docs/mail.md"));
  await commit(folder, "Version 0.3.0");
  await git(folder, "tag", "v0.3.0");
  return folder;
}

/** A project made from version 0.2.0 as GitHub's templates are: the same files, no history. Then reset. */
async function newProject(template: string, ...resetOptions: string[]): Promise<string> {
  const folder = await newRepository("project");
  await commit(folder, "Initial commit");
  const options = ["run", "reset", "--", "--yes", ...resetOptions];
  const { ok, printed } = await runIn(folder, "npm", ...options);
  expect(ok, printed).toBe(true);
  change(folder, "package.json", '"name": "signet"', '"name": "bookmarks"');
  change(folder, "package.json", '"version": "0.2.0"', '"version": "7.0.0"');
  write(folder, "app/page.tsx", OWN_HOME);
  write(folder, "app/bookmarks/page.tsx", OWN_HOME);
  rmSync(join(folder, "README.md"));
  await commit(folder, "Remove the demo and begin");
  await git(folder, "remote", "add", "template", template);
  return folder;
}

const update = (folder: string, ...args: string[]) =>
  runIn(folder, "npm", "run", "--silent", "update", "--", ...args);

const changes = async (folder: string): Promise<string[]> =>
  (await git(folder, "diff", "HEAD", "--name-status")).split("\n").sort();

test("an update changes what the template changed, and neither own files nor what a reset removed", async () => {
  const template = await newTemplate();
  const project = await newProject(template);
  const { ok, printed } = await update(project);
  expect(ok, printed).toBe(true);
  expect(printed).toContain("from 0.2.0 to 0.3.0");
  expect(printed).toContain("Security fixes:\n- A hole is closed.");
  expect(await changes(project)).toEqual([
    "A\tlib/http/of-0.3.ts",
    "D\tdocs/mail.md",
    "M\t.template.json",
    "M\tCHANGELOG.md",
    "M\tapp/site.ts",
    "M\tlib/auth/user.ts",
    "M\tlib/cookies.ts",
  ]);
  expect(read(project, "lib/cookies.ts")).toContain("  // Of 0.3\n  boundCookie,\n];");
  await commit(project, "Update");
  expect((await update(project)).printed).toContain("already contains v0.3.0");
  expect(await git(project, "status", "--porcelain")).toBe("");
});

test("a line that both changed becomes a conflict with both versions, and the rest is merged", async () => {
  const project = await newProject(await newTemplate(), "--keep-inspector");
  change(project, "app/site.ts", '"A starter for', '"Mine, a starter for');
  await commit(project, "Change the tagline");
  const { ok, printed } = await update(project);
  expect(ok).toBe(false);
  expect(printed).toContain("Resolve these conflicts:\napp/site.ts\n\n");
  expect(read(project, "app/site.ts")).toMatch(/<{7}[^]*Mine[^]*={7}[^]*Version 0\.3[^]*>{7}/);
  expect(read(project, "lib/auth/user.ts")).toContain("Of 0.3");
  expect(existsSync(join(project, "app/(shop)"))).toBe(false);
  expect(existsSync(join(project, "app/session"))).toBe(true);
  expect(read(project, "app/page.tsx")).toBe(OWN_HOME);
});

test("a clone with the template's history and the shop gets the changes of the shop too", async () => {
  const template = await newTemplate();
  const project = test.info().outputPath("clone");
  const clone = ["clone", "--quiet", "--branch", "v0.2.0", "--origin", "template"];
  await prepareRepository(project, () => git(".", ...clone, template, project));
  await git(project, "switch", "--quiet", "--create", "main");
  write(project, "app/bookmarks/page.tsx", OWN_HOME);
  await commit(project, "Add bookmarks");
  const { ok, printed } = await update(project);
  expect(ok, printed).toBe(true);
  expect(read(project, "app/(shop)/page.tsx")).toContain("// Of 0.3");
  expect(await changes(project)).toContain("A\tlib/http/of-0.3.ts");
});

test("with uncommitted changes or without an address an update changes nothing and says what to do", async () => {
  const project = await newRepository("project");
  await commit(project, "Initial commit");
  expect((await update(project)).printed).toContain("git remote add template");
  write(project, "app/page.tsx", OWN_HOME);
  expect((await update(project)).printed).toContain("Commit them, or stash them");
});
