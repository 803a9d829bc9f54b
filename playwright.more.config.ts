import { defineConfig } from "@playwright/test";
import config, { testsIn } from "./playwright.config";

/** What needs more than a checkout has, and so is no part of `npm test`: `npm run test:deploy`, `npm run test:engines`. */
export default defineConfig({
  ...config,
  projects: [
    { name: "deploy", testMatch: testsIn("deploy") },
    { name: "engines", testMatch: testsIn("engines") },
  ],
});
