import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
const files = [
  ...["app", "lib", "scripts"].flatMap(filesIn),
  "middleware.ts",
  "instrumentation.ts",
];
const sources = files.filter((path) => /\.tsx?$/.test(path));
const isCore = (path: string): boolean => /^lib\/session(\/|$)/.test(path);

/** The names that a file outside of lib/session imports from it. Types count. */
function importedNames(file: string): string[] {
  const statements = readFileSync(file, "utf8").matchAll(
    /(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s+from\s+"([^"]+)"/g,
  );
  return [...statements].flatMap(([, names = "", from = ""]) => {
    const path = from.startsWith("@/") ? from.slice(2) : join(dirname(file), from);
    const imported = names
      .split(",")
      .map((name) => name.replace(/^\s*type\s|\sas\s.*/g, "").trim());
    return isCore(path) ? imported.filter(Boolean) : [];
  });
}

test("lib/session can be read in ten minutes: 9 files, 500 lines, 15 names", () => {
  const core = sources.filter(isCore);
  const lines = core.flatMap((file) => readFileSync(file, "utf8").trimEnd().split("\n"));
  const names = new Set(sources.filter((file) => !isCore(file)).flatMap(importedNames));
  expect(core.length).toBeLessThanOrEqual(9);
  expect(lines.length).toBeLessThanOrEqual(500);
  expect(names.size).toBeGreaterThan(10);
  expect(names.size, [...names].sort().join()).toBeLessThanOrEqual(15);
});
