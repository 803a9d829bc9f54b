import { defineConfig, devices } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "./tests/support/chromium";

// The tests seal and open cookies themselves, by the settings of production; each server gets a secret of its own.
Object.assign(process.env, { NODE_ENV: "production", SESSION_SECRET: "the secret of the test runner and of no server" });

export default defineConfig({
  testDir: "tests",
  tsconfig: "tests/tsconfig.json",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  reporter: [
    ["list"],
    ["./tests/faults/table.ts"],
    ...(process.env.CI ? [["json", { outputFile: "test-results/report.json" }] as const] : []),
  ],
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: { executablePath: chromiumPath(), args: chromiumFlags },
    trace: "retain-on-failure",
  },
  projects: [
    { name: "unit", testMatch: "unit/**/*.test.ts" },
    { name: "e2e", testMatch: ["e2e/**/*.test.ts", "shop/**/*.test.ts"] },
    { name: "attacks", testMatch: "attacks/**/*.test.ts" },
    { name: "faults", testMatch: "faults/**/*.test.ts" },
  ],
});
