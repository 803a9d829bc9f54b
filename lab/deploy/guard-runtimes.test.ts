import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { copyProject, runIn } from "../support/copy";

/** The tests of the guard. `npm test` runs them with middleware.ts in the edge runtime. */
const TESTS = [
  "tests/e2e/guard",
  "tests/e2e/flash",
  "tests/attacks/headers",
  "tests/attacks/paths",
];

function runOnNode(folder: string): void {
  const file = join(folder, "middleware.ts");
  const config = "export const config = {";
  const text = readFileSync(file, "utf8");
  expect(text).toContain(config);
  writeFileSync(file, text.replace(config, `${config}\n  runtime: "nodejs",`));
}

const variants: readonly (readonly [name: string, change: (folder: string) => void])[] = [
  ['middleware.ts with runtime: "nodejs"', runOnNode],
  ["proxy.ts", (folder) => renameSync(join(folder, "middleware.ts"), join(folder, "proxy.ts"))],
];

for (const [name, change] of variants) {
  test(`${name} passes the tests of the guard`, async () => {
    test.setTimeout(1_200_000);
    const folder = copyProject();
    try {
      change(folder);
      const build = await runIn(folder, "npm", "run", "build");
      expect(build.printed).toContain("Proxy (Middleware)");
      const run = await runIn(folder, "npx", "playwright", "test", ...TESTS);
      expect(run.ok, run.printed).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
    }
  });
}
