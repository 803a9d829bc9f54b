import { resolve } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "./tests/support/chromium";

// The tests seal and open cookies themselves, by the settings of production; each server gets a secret of its own.
Object.assign(process.env, {
  NODE_ENV: "production",
  SESSION_SECRET: "the secret of the test runner and of no server",
});

/** With the whole path, because a pattern is looked for anywhere in it: a clone may itself be called `unit`. */
export const testsIn = (room: string): string => resolve("tests", room, "**/*.test.ts");

export default defineConfig({
  testDir: "tests",
  tsconfig: "tests/tsconfig.json",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  reporter: [
    ["list"],
    ["./tests/faults/table.ts"], // shop
    ...(process.env.CI ? [["json", { outputFile: "test-results/report.json" }] as const] : []),
  ],
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: { executablePath: chromiumPath(), args: chromiumFlags },
    trace: "retain-on-failure",
  },
  projects: [
    { name: "unit", testMatch: testsIn("unit") },
    {
      name: "e2e",
      testMatch: [
        testsIn("e2e"),
        testsIn("shop"), // shop
      ],
    },
    { name: "attacks", testMatch: testsIn("attacks") },
    // Builds a copy of this project. // shop
    { name: "docs", testMatch: testsIn("docs"), timeout: 600_000 }, // shop
    { name: "faults", testMatch: testsIn("faults") }, // shop
  ],
});
