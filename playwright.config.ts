import { resolve } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "./tests/support/chromium";

// The tests seal and open cookies themselves, with production settings. Each server has its own secret.
Object.assign(process.env, {
  NODE_ENV: "production",
  SESSION_SECRET: "the secret of the test runner and of no server",
});

/** An absolute pattern: testMatch is matched anywhere in a path, and a clone may be named `unit`. */
const testsIn = (folder: string): string => resolve("tests", folder, "**/*.test.ts");

export default defineConfig({
  testDir: "tests",
  tsconfig: "tests/tsconfig.json",
  globalSetup: resolve("tests/support/require-build.ts"),
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  reporter: [
    ["list"],
    ...(process.env.CI ? [["json", { outputFile: "test-results/tests.json" }] as const] : []),
  ],
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: { executablePath: chromiumPath(), args: chromiumFlags },
    // A trace of every test takes a third of the time. To record one: `npx playwright test --trace on <name>`.
    trace: "off",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "unit", testMatch: testsIn("unit") },
    { name: "e2e", testMatch: testsIn("e2e") },
    { name: "shop", testMatch: testsIn("shop") }, // shop
    { name: "attacks", testMatch: testsIn("attacks") },
  ],
});
