import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A fenced block of code in one of the documents. */
export type Block = Readonly<{
  page: string;
  line: number;
  language: string;
  /** The path in the first line of the code; null when the block is not a file. */
  path: string | null;
  code: string;
}>;

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;
const PATH = /^(?: ?\/\/|#) (\S+\.\w+)\n/;

/** Pages whose code needs packages that this project does not have. lab/docs/packages.test.ts installs them. */
export const pagesWithPackages = ["docs/packages.md", "docs/ui.md"];

/** A page whose code is for another app. lab/core/registry.test.ts follows it. */
export const PAGE_FOR_OTHER_APPS = "docs/existing-app.md";

/** The pages whose code is for this project as it is. */
export const ownPages = (): string[] =>
  documents().filter((page) => ![...pagesWithPackages, PAGE_FOR_OTHER_APPS].includes(page));

/** The paths of all documents, relative to the root. */
export function documents(): string[] {
  const inside = readdirSync("docs", { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".md"),
  );
  return ["README.md", ...inside.map((path) => join("docs", path))].sort();
}

/** The code blocks of a document, in order. */
export function blocksOf(page: string, text = readFileSync(page, "utf8")): Block[] {
  return [...text.matchAll(FENCE)].map((found) => {
    const [, language = "", body = ""] = found;
    const path = PATH.exec(body)?.[1] ?? null;
    const line = text.slice(0, found.index).split("\n").length;
    return { page, line, language, path, code: path ? body.replace(PATH, "") : body };
  });
}

/** Applies a diff to a file. @throws Error unless the old lines occur exactly once */
export function applyDiff(before: string, diff: string): string {
  const lines = diff.replace(/\n$/, "").split("\n");
  const side = (sign: string) =>
    lines
      .filter((line) => line.startsWith(" ") || line.startsWith(sign))
      .map((line) => line.slice(1));
  const [oldLines, newLines] = [side("-").join("\n"), side("+").join("\n")];
  if (before.split(oldLines).length !== 2)
    throw new Error(`these lines are not in the file, or more than once:\n${oldLines}`);
  return before.replace(oldLines, () => newLines);
}

/**
 * The files that result from following the documents: a block is appended to its file, a diff changes it, and a block
 * that two documents share is applied once.
 * @param original reads a file of the project that no block has touched yet
 */
export function follow(
  blocks: readonly Block[],
  original: (path: string) => string,
): Map<string, string> {
  const files = new Map<string, string>();
  const done = new Set<string>();
  for (const { page, line, language, path, code } of blocks) {
    if (!path || done.has(path + code)) continue;
    done.add(path + code);
    const before = files.get(path);
    try {
      if (language === "diff") files.set(path, applyDiff(before ?? original(path), code));
      else if (before === undefined && existsSync(path))
        throw new Error("a block must not replace a file of the project");
      else files.set(path, before === undefined ? code : `${before}\n${code}`);
    } catch (error) {
      throw new Error(`${page}:${line} ${path}: ${(error as Error).message}`);
    }
  }
  return files;
}
