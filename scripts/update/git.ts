import { execFileSync } from "node:child_process";

/** Where the branches and tags of the template are fetched to, apart from the project's own. */
export const TEMPLATE = "refs/template";

/** What a git command prints. @throws Error when it fails */
export function git(...args: string[]): string {
  return execFileSync("git", args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 2 ** 28,
  }).trim();
}

/** What a git command prints; undefined when it prints nothing or fails. */
export function tryGit(...args: string[]): string | undefined {
  try {
    return git(...args) || undefined;
  } catch {
    return undefined;
  }
}

/** The commit of the template with this tag, branch or hash. */
export function templateCommit(name: string): string | undefined {
  const find = (ref: string) => tryGit("rev-parse", "--verify", "--quiet", `${ref}^{commit}`);
  return find(`${TEMPLATE}/${name}`) ?? find(name);
}

/** The template's newest version tag; without tags, its branch `main`. */
export function newestVersion(): string {
  const names = git("for-each-ref", "--sort=-version:refname", "--format=%(refname)", TEMPLATE);
  const tag = names.split("\n").find((name) => /\/v\d[^/]*$/.test(name));
  return tag?.slice(TEMPLATE.length + 1) ?? "main";
}
