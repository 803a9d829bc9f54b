import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import {
  BLANK,
  blankFiles,
  isRemoved,
  parts,
  removedPaths,
  removedScripts,
  withoutMarked,
} from "./reset/plan";
import { RECORD, type TemplateRecord } from "./update/base";

const HELP = `npm run reset                       removes the demo shop, the lab, /session and /components; asks first
npm run reset -- --keep-inspector   keeps /session and /components
npm run reset -- --yes              does not ask`;

const has = (option: string): boolean => process.argv.includes(option);

const git = (...args: string[]): string =>
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** The files in git. @throws Error with instructions when git could not undo a reset */
function committedFiles(): string[] {
  let changes: string;
  try {
    changes = git("status", "--porcelain", "--", ".");
  } catch {
    throw new Error(`A reset needs git, so that you can see and undo what it did. Run
  git init && git add -A && git commit -m "Start from the template"
and then npm run reset again.`);
  }
  if (changes) {
    throw new Error(`There are uncommitted changes, which a reset would mix with its own:
${changes}Commit them, or stash them with git stash -u, and run npm run reset again.`);
  }
  return git("ls-files", "-z").split("\0").filter(Boolean);
}

async function confirm(question: string): Promise<boolean> {
  if (has("--yes")) return true;
  if (!process.stdin.isTTY)
    throw new Error("There is no terminal to ask. To reset without asking: npm run reset -- --yes");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Git keeps no empty folder, and an empty route folder is confusing. */
function removeEmptyFolders(path: string): void {
  if (path === "." || !existsSync(path) || readdirSync(path).length > 0) return;
  rmSync(path, { recursive: true });
  removeEmptyFolders(dirname(path));
}

const writeJson = (path: string, content: object): void =>
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);

/** Removes the scripts of what is removed, and records for `npm run update` what this project began with. */
function changeManifest(reset: string): void {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
    version: string;
    scripts: Record<string, string>;
  };
  for (const name of removedScripts) delete manifest.scripts[name];
  writeJson("package.json", manifest);
  const commit = git("rev-parse", "HEAD").trim();
  const record: TemplateRecord = { version: manifest.version, commit, reset };
  writeJson(RECORD, record);
}

const NO_TEXT = /\.(png|svg|woff2?)$|^package-lock\.json$/;

async function main(): Promise<void> {
  if (has("--help")) return console.log(HELP);
  const files = committedFiles();
  const removed = parts.filter((part) => part !== "inspector" || !has("--keep-inspector"));
  const count = files.filter((path) => isRemoved(path, removed)).length;
  console.log(`Removes ${count} files: ${removed.join(", ")}. Adds a blank home page.
Until you commit, git reset --hard && git clean -fd undoes it.`);
  if (!(await confirm("Continue? (y/N) "))) return console.log("Nothing was changed.");

  const blank = blankFiles();
  for (const path of blank) cpSync(join(BLANK, path), path);
  for (const path of removedPaths(removed)) rmSync(path, { recursive: true, force: true });
  for (const path of removedPaths(removed)) removeEmptyFolders(dirname(path));
  const changed = [...files, ...blank].filter((path) => {
    if (NO_TEXT.test(path) || !existsSync(path)) return false;
    const text = readFileSync(path, "utf8");
    const rest = withoutMarked(text, removed);
    if (rest !== text) writeFileSync(path, rest);
    return rest !== text;
  });
  changeManifest(has("--keep-inspector") ? "--keep-inspector" : "");
  execFileSync("npx", [
    "prettier",
    "--write",
    "--ignore-unknown",
    "--log-level",
    "warn",
    ...changed,
  ]);
  // The build and the types in it still know the removed pages.
  rmSync(".next", { recursive: true, force: true });
  console.log(`Done. Now:
  npm run dev         restart it if it was running. Your home page is app/page.tsx
  npm test            checks what remains
  git add -A && git commit -m "Remove the demo"
Your name, description and colours go into app/site.ts, app/globals.css and README.md; your icon is app/icon.svg.
The development database in .data/ still has the tables of the shop. Delete the folder to start with an empty one.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
