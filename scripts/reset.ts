import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { BLANK, blanks, gone, goes, goneScripts, withoutMarked } from "./reset/plan";

const HELP = `npm run reset            takes the demo shop out and leaves a blank home page; asks first
npm run reset -- --yes   does not ask`;

const git = (...args: string[]): string =>
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** The files of this project that git knows. @throws with what to do, where a reset could not be taken back */
function committedFiles(): string[] {
  let changes: string;
  try {
    changes = git("status", "--porcelain", "--", ".");
  } catch {
    throw new Error(`Not here: outside of git nobody could see what a reset did, or take it back. Run
  git init && git add -A && git commit -m "Begin with Signet"
and then npm run reset again.`);
  }
  if (changes) {
    throw new Error(`Not yet: some changes are not committed, and would be mixed up with what a reset does.
${changes}Commit them, or put them aside with git stash -u, and then run npm run reset again.`);
  }
  return git("ls-files", "-z").split("\0").filter(Boolean);
}

async function agreed(question: string): Promise<boolean> {
  if (process.argv.includes("--yes")) return true;
  if (!process.stdin.isTTY)
    throw new Error("There is nobody to ask. If you mean it, run npm run reset -- --yes");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Takes out the lines that are marked, and says in how many files there were any. */
function cutMarked(files: readonly string[]): number {
  let cut = 0;
  for (const path of files) {
    const text = readFileSync(path, "utf8");
    const rest = withoutMarked(text);
    if (rest === text) continue;
    writeFileSync(path, rest);
    cut++;
  }
  return cut;
}

function dropScripts(): void {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
    scripts: Record<string, string>;
  };
  for (const name of goneScripts) delete manifest.scripts[name];
  writeFileSync("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Git keeps no empty folders, and a route without a page is a riddle. */
function removeEmptyFolders(path: string): void {
  if (path === "." || !existsSync(path) || readdirSync(path).length > 0) return;
  rmSync(path, { recursive: true });
  removeEmptyFolders(dirname(path));
}

async function main(): Promise<void> {
  if (process.argv.includes("--help")) return console.log(HELP);
  const files = committedFiles();
  const going = files.filter(goes);
  const staying = files.filter(
    (path) =>
      !goes(path) && /\.(ts|tsx|js|css|md|sh|yml|yaml|example)$|^\.ci\/|^Dockerfile$/.test(path),
  );
  console.log(`The demo shop goes: ${going.length} files are taken out, and a blank home page takes its place.
Until you commit, git reset --hard && git clean -fd brings all of it back.`);
  if (!(await agreed("Take it out? (y/N) "))) return console.log("Nothing was changed.");

  const fresh = blanks();
  for (const path of fresh) cpSync(join(BLANK, path), path);
  for (const path of gone)
    if (!fresh.includes(path)) rmSync(path, { recursive: true, force: true });
  for (const path of gone) removeEmptyFolders(dirname(path));
  const cut = cutMarked(staying.filter((path) => !fresh.includes(path)));
  dropScripts();
  // What the last build and the development server know of the pages there were.
  rmSync(".next", { recursive: true, force: true });
  console.log(`Done: ${going.length} files are gone, ${fresh.length} are new or rewritten, from ${cut} some lines were taken.
Now:
  npm run dev                                  again, if it was running: your blank home page is in app/page.tsx
  npm test                                     what remains passes
  git add -A && git commit -m "Take the shop out"
In .data/ a development database still has the shop's tables. Remove the folder to begin with an empty one.
Your own name goes into app/layout.tsx, app/_components/site-header.tsx, site-footer.tsx, app/global-error.tsx and README.md.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
