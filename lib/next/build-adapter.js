import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The end of `next build`: what lib/csp.ts has to know about the prerendered pages, and lib/session/stale-form.ts about
 * this build's actions, goes into the environment of middleware.ts, which is bundled before they are known
 * (docs/decisions/7).
 */

/** Proxies and servers commonly take 8 kB of headers, cookies not counted here. */
const MOST_BYTES = 4096;

/** A platform hands its own adapter over in this variable. Ours takes its place, and so has to call it. */
async function platformAdapter() {
  if (!process.env.NEXT_ADAPTER_PATH) return undefined;
  const { default: adapter } = await import(pathToFileURL(process.env.NEXT_ADAPTER_PATH).href);
  return adapter.default ?? adapter;
}
const platform = await platformAdapter();

/** @returns {string[]} */
const inlineScripts = (/** @type {string} */ html) =>
  [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text).filter(Boolean);

const sha256 = (/** @type {string} */ text) =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** @type {(outputs: import("next").AdapterOutputs) => string} */
function hashesOf({ prerenders }) {
  // Next's last resort for a broken server would bring nine hashes along, and is never sent with a policy.
  const files = prerenders
    .filter(({ pathname }) => pathname !== "/_global-error")
    .map(({ fallback }) => fallback?.filePath);
  const pages = files
    .filter((path) => path?.endsWith(".html"))
    .map((path) => readFileSync(path, "utf8"));
  const hashes = [...new Set(pages.flatMap(inlineScripts))].map(sha256).sort().join(" ");
  if (!hashes)
    throw new Error(
      "No prerendered page has an inline script, not even the theme's: has Next moved the pages?",
    );
  if (hashes.length > MOST_BYTES) {
    throw new Error(
      `The prerendered pages' inline scripts have ${hashes.length} bytes of hashes, more than a header should hold.`,
    );
  }
  return hashes;
}

/** The names under which a browser calls the actions of this build. @type {(distDir: string) => string} */
function actionsIn(distDir) {
  const { node } = JSON.parse(
    readFileSync(join(distDir, "server/server-reference-manifest.json"), "utf8"),
  );
  return Object.keys(node).join(" ");
}

/** @type {import("next").NextAdapter} */
export default {
  name: "signet",
  modifyConfig: platform?.modifyConfig,
  async onBuildComplete(build) {
    const told = {
      SHELL_SCRIPTS: hashesOf(build.outputs),
      SERVER_ACTIONS: actionsIn(build.distDir),
    };
    const environment = build.outputs.middleware?.config.env;
    if (!environment)
      throw new Error(
        "There is no middleware at the edge that could send the prerendered pages' hashes.",
      );
    // From here a platform's adapter packs the middleware …
    Object.assign(environment, told);
    // … and from here `next start` runs it.
    const path = join(build.distDir, "server/middleware-manifest.json");
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    Object.assign(manifest.middleware["/"].env, told);
    writeFileSync(path, JSON.stringify(manifest, null, 2));
    await platform?.onBuildComplete?.(build);
  },
};
