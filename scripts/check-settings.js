import { tsImport } from "tsx/esm/api";

/**
 * Ends a build for Vercel that would go live and not run: the settings are known there already, and are looked at as
 * the server itself does. Elsewhere a build needs none, because it may run anywhere.
 */
export async function checkSettings() {
  const { parseEnv } = await tsImport("../lib/env.ts", import.meta.url);
  try {
    const { DATABASE_URL } = parseEnv({ ...process.env, NODE_ENV: "production" });
    if (DATABASE_URL?.startsWith("file:"))
      throw new Error("DATABASE_URL can't be a file: Vercel's functions keep none");
  } catch (error) {
    process.stderr.write(`\nSignet would not run on Vercel:\n${error.message}\n\n`);
    process.exit(1);
  }
}
