import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readRecord, RECORD } from "./base";
import { git } from "./git";

type Manifest = Record<string, unknown> & { packages?: Record<string, Record<string, unknown>> };

const IDENTITY = ["name", "version", "description", "license"];

/** Replaces the template's name and version by the project's: they differ on purpose, and are no conflict. */
function keepIdentity(folder: string): void {
  for (const file of ["package.json", "package-lock.json"]) {
    const path = join(folder, file);
    if (!existsSync(file) || !existsSync(path)) continue;
    const [own, template] = [file, path].map(
      (name) => JSON.parse(readFileSync(name, "utf8")) as Manifest,
    );
    const pairs = [
      [own, template],
      [own?.packages?.[""], template?.packages?.[""]],
    ] as const;
    for (const [from, to] of pairs)
      for (const key of IDENTITY) if (from && to && key in from) to[key] = from[key];
    writeFileSync(path, `${JSON.stringify(template, null, 2)}\n`);
  }
}

/** The options that this project was reset with; undefined when it was not. */
function resetOptions(): string[] | undefined {
  return existsSync("scripts/reset.ts")
    ? undefined
    : (readRecord()?.reset ?? "").split(" ").filter(Boolean);
}

/** The files of the template at a commit, after the same reset as this project's. Returns a tree of git. */
export function prepare(commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), "template-"));
  const ignored = `${folder}.ignored`;
  writeFileSync(ignored, "node_modules\n");
  const env = {
    ...process.env,
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "core.excludesFile",
    GIT_CONFIG_VALUE_0: ignored,
  };
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, encoding: "utf8", env }).trim();
  git("worktree", "add", "--quiet", "--detach", folder, commit);
  try {
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
    const options = resetOptions();
    if (options) run("npx", "tsx", "scripts/reset.ts", "--yes", ...options);
    rmSync(join(folder, RECORD), { force: true });
    keepIdentity(folder);
    run("git", "add", "--all");
    return run("git", "write-tree");
  } finally {
    git("worktree", "remove", "--force", folder);
    rmSync(ignored);
  }
}
