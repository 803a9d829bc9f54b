import { existsSync, readFileSync } from "node:fs";
import { git, TEMPLATE, templateCommit, tryGit } from "./git";

/** Written by a reset and by an update. */
export const RECORD = ".template.json";

/** The version of the template that a project contains, and the options it was reset with. */
export type TemplateRecord = Readonly<{ version: string; commit: string; reset?: string }>;

export const readRecord = (): TemplateRecord | undefined =>
  existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, "utf8")) as TemplateRecord) : undefined;

const isOfTemplate = (commit: string): boolean =>
  Boolean(tryGit("for-each-ref", `--contains=${commit}`, "--count=1", TEMPLATE));

/** The template's commit with exactly the files of this commit. “Use this template” on GitHub copies no history. */
function sameFiles(commit: string): string | undefined {
  const tree = tryGit("rev-parse", "--verify", "--quiet", `${commit}^{tree}`);
  const commits = git("log", "--format=%H %T", `--glob=${TEMPLATE}`).split("\n");
  return commits.find((line) => tree && line.endsWith(tree))?.split(" ")[0];
}

/**
 * The template's commit that this project began with, or that the last update merged.
 * @param target the template's commit to update to
 * @param chosen a commit that the user named
 */
export function findBase(target: string, chosen?: string): string {
  const record = readRecord();
  const recorded = chosen ? templateCommit(chosen) : record?.commit;
  const [first = ""] = git("rev-list", "--max-parents=0", "HEAD").split("\n");
  const base =
    (recorded && isOfTemplate(recorded) ? recorded : undefined) ??
    (recorded && sameFiles(recorded)) ??
    tryGit("merge-base", "HEAD", target) ??
    sameFiles(first) ??
    (record && templateCommit(`v${record.version}`));
  if (base) return base;
  throw new Error(`No commit of the template has the files that this project began with. Name one with
  npm run update -- --from <commit>`);
}
