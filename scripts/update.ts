import { writeFileSync } from "node:fs";
import { findBase, readRecord, RECORD, type TemplateRecord } from "./update/base";
import { git, newestVersion, TEMPLATE, templateCommit, tryGit } from "./update/git";
import { prepare } from "./update/prepare";

const HELP = `npm run update                      merges the newest version of the template, from the remote “template”
npm run update -- --to <name>       another version: a tag, a branch or a commit
npm run update -- --from <commit>   the template's commit that this project began with, if it is not found`;

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function fetchTemplate(): void {
  if (tryGit("status", "--porcelain", "--", "."))
    throw new Error("There are uncommitted changes. Commit them, or stash them with git stash -u.");
  if (!tryGit("remote", "get-url", "template"))
    throw new Error(`Where is the template? Run
  git remote add template <its address>
and then npm run update again.`);
  const refs = ["heads", "tags"].map((kind) => `+refs/${kind}/*:${TEMPLATE}/*`);
  git("fetch", "--quiet", "--no-tags", "--prune", "template", ...refs);
}

/**
 * Merges the change between two commits of the template into the project: a three-way merge without a commit. Both are
 * reset first, as the project was, so what it removed is no conflict.
 * @returns the files with conflicts
 */
function merge(base: string, target: string): string[] {
  const author = ["-c", "user.name=template", "-c", "user.email=template@localhost"];
  const commit = (tree: string, ...parent: string[]) =>
    git(...author, "commit-tree", tree, ...parent, "-m", "template");
  const change = commit(prepare(target), "-p", commit(prepare(base)));
  try {
    git("cherry-pick", "--no-commit", change);
    return [];
  } catch (error) {
    const conflicts = tryGit("diff", "--name-only", "--diff-filter=U");
    if (!conflicts) throw error;
    return conflicts.split("\n");
  }
}

const versionOf = (commit: string): string =>
  (JSON.parse(git("show", `${commit}:package.json`)) as { version: string }).version;

/** The entries under “Security” in the changelog of `target` that the one of `base` does not have. */
function securityFixes(base: string, target: string): string[] {
  const changelogOf = (commit: string) => tryGit("show", `${commit}:CHANGELOG.md`) ?? "";
  const known = changelogOf(base);
  const sections = changelogOf(target).split(/^##+ /m);
  const entries = sections
    .filter((section) => section.startsWith("Security\n"))
    .flatMap((section) => section.split(/^(?=- )/m).slice(1));
  return entries.map((entry) => entry.trim()).filter((entry) => !known.includes(entry));
}

function main(): void {
  if (process.argv.includes("--help")) return console.log(HELP);
  fetchTemplate();
  const wanted = option("--to") ?? newestVersion();
  const target = templateCommit(wanted);
  if (!target) throw new Error(`The template has no version “${wanted}”.`);
  const base = findBase(target, option("--from"));
  if (base === target) return console.log(`This project already contains ${wanted}.`);

  const conflicts = merge(base, target);
  const [before, version] = [versionOf(base), versionOf(target)];
  const record: TemplateRecord = { ...readRecord(), version, commit: target };
  writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`);
  git("add", RECORD);

  console.log(
    `Merged the template's changes from ${before} to ${version}. Until you commit, git reset --hard undoes it.`,
  );
  const fixes = securityFixes(base, target);
  if (fixes.length) console.log(`\nSecurity fixes:\n${fixes.join("\n")}`);
  if (conflicts.length) console.log(`\nResolve these conflicts:\n${conflicts.join("\n")}`);
  console.log(
    `\nThen: npm install && npm test\n      git diff --check && git add -A && git commit -m "Update the template to ${version}"`,
  );
  if (conflicts.length) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
