import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The hashes of the inline scripts in prerendered pages, as sources for `script-src`. Next gives its nonce to scripts that
 * it streams for a request; scripts of a static shell are older than any nonce:
 * https://nextjs.org/docs/app/guides/content-security-policy#static-vs-dynamic-rendering-with-csp
 *
 * Delete when Next provides these hashes.
 */

/** Proxies commonly allow 8 kB for all headers. */
const MAX_BYTES = 4096;

const inlineScripts = (/** @type {string} */ html) =>
  [...html.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].flatMap(([, text]) => text || []);

const source = (/** @type {string} */ text) =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** @param {readonly string[]} files @returns {string} */
function scriptHashes(files) {
  // Next's last resort for a broken server would add nine hashes, and is sent without a policy.
  const pages = files.filter((file) => /(?<!_global-error)\.html$/.test(file));
  const scripts = pages.flatMap((file) => inlineScripts(readFileSync(file, "utf8")));
  const hashes = [...new Set(scripts)].map(source).sort().join(" ");
  if (!hashes) throw new Error("No prerendered page has an inline script.");
  if (hashes.length > MAX_BYTES)
    throw new Error(`The hashes of inline scripts need ${hashes.length} bytes of ${MAX_BYTES}.`);
  return hashes;
}

/** The files of a build for `next start`. @param {string} distDir usually `.next` */
export function builtFiles(distDir) {
  const folder = join(distDir, "server/app");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.map((name) => join(folder, name));
}

/**
 * Hands the hashes to lib/http/csp.ts.
 * @param {readonly string[]} files of the build
 * @param {Record<string, string | undefined>} env
 */
export function publishScriptHashes(files, env = process.env) {
  env.SCRIPT_HASHES = scriptHashes(files);
}
