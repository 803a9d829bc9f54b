import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../tests/support/port";
import { environment, folderOf, type AppName } from "./apps";

const NEXT = join(process.cwd(), "node_modules/next/dist/bin/next");
const LONGEST = 120_000;

/** The time from `next dev` to the first page, in seconds, without a cache of an earlier run. */
export async function firstDevelopmentPage(
  app: AppName,
  env: Record<string, string>,
): Promise<number> {
  const cwd = folderOf(app);
  rmSync(join(cwd, ".next/dev"), { recursive: true, force: true });
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, [NEXT, "dev", "-H", "127.0.0.1", "-p", String(port)], {
    cwd,
    env: { ...environment, ...env, NODE_ENV: "development" },
    stdio: "ignore",
  });
  try {
    while (performance.now() - start < LONGEST && child.exitCode === null) {
      const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
      if (page?.ok && (await page.text()).includes("</html>"))
        return (performance.now() - start) / 1000;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`next dev of ${app} shows no page`);
  } finally {
    child.kill();
    if (child.exitCode === null) await once(child, "exit");
  }
}
