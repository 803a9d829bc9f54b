import { defineConfig } from "@playwright/test";
import config, { testsIn } from "./playwright.config";

/** What needs more than a clone has, or longer than anybody waits each time, and so is no part of `npm test`. */
export default defineConfig({
  ...config,
  projects: [
    { name: "deploy", testMatch: testsIn("deploy") },
    { name: "engines", testMatch: testsIn("engines") },
    { name: "reset", testMatch: testsIn("reset"), timeout: 1_200_000 }, // shop
  ],
});
