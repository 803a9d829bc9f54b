import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";

/** Keeps the events that the code under test logs out of the results. */
function hideLog(): void {
  const { write } = process.stdout;
  process.stdout.write = ((...[chunk, ...rest]: Parameters<typeof write>) =>
    /^\{"time":/.test(String(chunk)) || write.call(process.stdout, chunk, ...rest)) as typeof write;
}

/** For unit tests that query the database. Each worker sets `DATABASE_URL` to a new file before settings are parsed. */
export const test = base.extend<object, { databaseUrl: string }>({
  databaseUrl: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "signet-"));
      const url = `file:${join(folder, "test.db")}`;
      process.env.DATABASE_URL = url;
      hideLog();
      await use(url);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", auto: true },
  ],
});

export { expect } from "@playwright/test";
