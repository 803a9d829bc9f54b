import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The SQL statements that a server sends to its database file. */
export type Statements = Readonly<{
  /** The environment that the server needs. */
  env: Record<string, string>;
  /** The statements since the last call. */
  take: () => string[];
  stop: () => void;
}>;

/** Counts statements of a server with a database file: the client of a libSQL server does not use this driver. */
export function countStatements(): Statements {
  const folder = mkdtempSync(join(tmpdir(), "signet-statements-"));
  const file = join(folder, "statements");
  closeSync(openSync(file, "w"));
  return {
    env: {
      NODE_OPTIONS: `--import ${pathToFileURL(resolve("lab/support/count-statements.js"))}`,
      COUNT_STATEMENTS: file,
    },
    take: () => {
      const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
      truncateSync(file);
      return lines.map((line) => JSON.parse(line) as string);
    },
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}
