import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import config from "../playwright.config";

const testsIn = (folder: string): string => resolve("lab", folder, "**/*.test.ts");

/** Long-running tests of the starter, removed by `npm run reset`. `npm run test:all` runs them after `npm test`. */
export default defineConfig({
  ...config,
  testDir: ".",
  tsconfig: "../tests/tsconfig.json",
  outputDir: "../test-results/lab",
  expect: { timeout: 15_000 },
  reporter: [
    ["list"],
    [resolve("lab/faults/fault-report.ts")],
    ...(process.env.CI
      ? [["json", { outputFile: resolve("test-results/lab.json") }] as const]
      : []),
  ],
  projects: [
    // Mail, passkeys, social logins, device binding and cookie settings in depth.
    { name: "features", testMatch: testsIn("features") },
    // Journeys of `tests` once more.
    {
      name: "without-javascript",
      testDir: "../tests",
      testMatch: "**/*.test.ts",
      grep: /@without-javascript/,
      use: { javaScriptEnabled: false },
    },
    { name: "faults", testMatch: testsIn("faults") },
    { name: "engines", testMatch: testsIn("engines"), timeout: 120_000 },
    { name: "core", testMatch: testsIn("core"), timeout: 300_000 },
    { name: "docs", testMatch: testsIn("docs"), timeout: 600_000 },
    // One worker: each test builds a copy of the project.
    { name: "deploy", testMatch: testsIn("deploy"), workers: 1, timeout: 600_000 },
    { name: "reset", testMatch: testsIn("reset"), timeout: 1_200_000 },
  ],
});
