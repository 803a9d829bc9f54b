import { defineConfig } from "@playwright/test";
import config from "./playwright.config";

/** What takes longer than anybody wants to wait each time, and so is no part of `npm test`: `npm run test:reset`. */
export default defineConfig({
  ...config,
  projects: [{ name: "reset", testMatch: "reset/**/*.test.ts", timeout: 1_200_000 }],
});
