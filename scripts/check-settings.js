import { tsImport } from "tsx/esm/api";

/**
 * Fails a build on Vercel whose functions would not start. The settings are known there, so they are validated as the
 * server does. Elsewhere a build needs none: it may run on another machine.
 */
export async function checkSettings() {
  const { parseEnv } = await tsImport("../lib/env.ts", import.meta.url);
  try {
    const { DATABASE_URL } = parseEnv({ ...process.env, NODE_ENV: "production" });
    if (DATABASE_URL?.startsWith("file:"))
      throw new Error("DATABASE_URL can't be a file: Vercel's functions keep none");
  } catch (error) {
    process.stderr.write(`\nThe app would not run on Vercel:\n${error.message}\n\n`);
    process.exit(1);
  }
}
