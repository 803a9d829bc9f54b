import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What a server asks of its database file: every statement, exactly. */
export type Statements = Readonly<{
  /** What the server has to be told. */
  env: Record<string, string>;
  /** Takes out what was asked since the last time. */
  take: () => string[];
  stop: () => void;
}>;

/** Only for a database in a file: a server's statements go another way. */
export function countStatements(): Statements {
  const folder = mkdtempSync(join(tmpdir(), "signet-statements-"));
  const file = join(folder, "statements");
  closeSync(openSync(file, "w"));
  return {
    env: {
      NODE_OPTIONS: `--import ${pathToFileURL(resolve("tests/support/count-statements.js"))}`,
      COUNT_STATEMENTS: file,
    },
    take: () => {
      const lines = readFileSync(file, "utf8").trim();
      truncateSync(file);
      return lines ? lines.split("\n").map((line) => JSON.parse(line) as string) : [];
    },
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}
