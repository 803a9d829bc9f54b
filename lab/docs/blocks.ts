import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A fenced block of code in one of the documents. */
export type Block = Readonly<{
  page: string;
  line: number;
  language: string;
  /** Where the code belongs, by its own first line; null for what is no file. */
  path: string | null;
  code: string;
}>;

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;
const PATH = /^(?: ?\/\/|#) (\S+\.\w+)\n/;

/** Every document there is, by its path from the root. */
export function documents(): string[] {
  const inside = readdirSync("docs", { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".md"),
  );
  return ["README.md", ...inside.map((path) => join("docs", path))].sort();
}

/** The blocks of one document, in their order. */
export function blocksOf(page: string, text = readFileSync(page, "utf8")): Block[] {
  return [...text.matchAll(FENCE)].map((found) => {
    const [, language = "", body = ""] = found;
    const path = PATH.exec(body)?.[1] ?? null;
    const line = text.slice(0, found.index).split("\n").length;
    return { page, line, language, path, code: path ? body.replace(PATH, "") : body };
  });
}

/** A file after a change that is written as a diff: its context has to be there, once, as it says. */
export function patched(before: string, diff: string): string {
  const lines = diff.replace(/\n$/, "").split("\n");
  const side = (sign: string) =>
    lines
      .filter((line) => line.startsWith(" ") || line.startsWith(sign))
      .map((line) => line.slice(1));
  const [old, young] = [side("-").join("\n"), side("+").join("\n")];
  if (before.split(old).length !== 2)
    throw new Error(`these lines are not in the file, or more than once:\n${old}`);
  return before.replace(old, () => young);
}

/**
 * The files as a reader has them who has followed the documents: a block adds to its file, a diff changes it, and a
 * block that two documents share counts once.
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
      if (language === "diff") files.set(path, patched(before ?? original(path), code));
      else if (before === undefined && existsSync(path))
        throw new Error("a block may not replace a file of the project");
      else files.set(path, before === undefined ? code : `${before}\n${code}`);
    } catch (error) {
      throw new Error(`${page}:${line} ${path}: ${(error as Error).message}`);
    }
  }
  return files;
}
