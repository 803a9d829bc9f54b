import { pathToFileURL } from "node:url";
import { publishScriptHashes } from "./script-hashes.js";

/**
 * A build adapter (https://nextjs.org/docs/app/api-reference/adapters) that gives the middleware the script hashes as an
 * environment variable. On Vercel the middleware is deployed apart from the pages, so it cannot read them at startup.
 *
 * Only one adapter can run: this one replaces Vercel's, whose path is in NEXT_ADAPTER_PATH, and calls it.
 * Delete together with script-hashes.js.
 */
const { default: loaded } = await import(pathToFileURL(process.env.NEXT_ADAPTER_PATH ?? "").href);
/** @type {import("next").NextAdapter} */
const vercel = loaded.default ?? loaded;

/** @type {import("next").NextAdapter} */
export default {
  name: "signet",
  modifyConfig: vercel.modifyConfig,
  async onBuildComplete(build) {
    const env = build.outputs.middleware?.config.env;
    if (!env) throw new Error("On Vercel, middleware.ts has to run on the edge: see decision 7.");
    // With an adapter, they are in other folders than for `next start`.
    const files = build.outputs.prerenders.flatMap(({ fallback }) => fallback?.filePath ?? []);
    publishScriptHashes(files, env);
    await vercel.onBuildComplete?.(build);
  },
};
