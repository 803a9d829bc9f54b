import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const FOLDER = ".next/server/chunks";

/** The content of each file that a server loads, without the line that names its source map. */
function chunks(): string[] {
  const paths = readdirSync(FOLDER, { recursive: true, encoding: "utf8" });
  return paths
    .filter((path) => path.endsWith(".js"))
    .map((path) =>
      readFileSync(join(FOLDER, path), "utf8").replace(/\/\/# sourceMappingURL=.*/, ""),
    );
}

test("handlers and pages share their libraries: less than a third of the server's code is a copy", () => {
  let all = 0;
  const once = new Map<string, number>();
  for (const content of chunks()) {
    all += content.length;
    once.set(createHash("sha256").update(content).digest("hex"), content.length);
  }
  const different = [...once.values()].reduce((sum, length) => sum + length, 0);
  expect(all).toBeGreaterThan(1_000_000);
  expect((all - different) / all).toBeLessThan(1 / 3);
});
