import "server-only";
import { checkEnv } from "../check-env";
import { drainOnShutdown } from "./graceful-shutdown";
import { escapeMalformedUrls } from "./malformed-urls";
import { trackNodeRequests } from "./node-request";
import { limitRequests } from "./request-limits";
import { builtFiles, publishScriptHashes } from "./script-hashes";
import { refuseStaticFileMethods } from "./static-file-methods";
import { ignoreUpgradeRequests } from "./upgrade-requests";

/** Runs once in a Node process, before its first request. */
export function start(): void {
  checkEnv();
  trackNodeRequests();
  limitRequests();
  escapeMalformedUrls();
  // The rest is for `next start` and the standalone server. `next dev` takes POST and WebSockets under /_next. Vercel serves
  // files itself, owns the server, and has the hashes from the build (vercel-adapter.js).
  if (process.env.NODE_ENV !== "production" || process.env.VERCEL === "1") return;
  publishScriptHashes(builtFiles(".next"));
  refuseStaticFileMethods();
  ignoreUpgradeRequests();
  drainOnShutdown();
}
