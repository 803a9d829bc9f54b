import { defineConfig } from "@playwright/test";
import config, { testsIn } from "./playwright.config";

/** What needs more than a clone has, or longer than anybody waits each time, and so is no part of `npm test`. */
export default defineConfig({
  ...config,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  projects: [
    // One at a time: two builds of one folder don't go together. The first test of each file waits for its build.
    { name: "deploy", testMatch: testsIn("deploy"), workers: 1, timeout: 600_000 },
    { name: "engines", testMatch: testsIn("engines") },
    { name: "reset", testMatch: testsIn("reset"), timeout: 1_200_000 }, // shop
  ],
});
