import "server-only";
import { checkEnv } from "../check-env";
import { endAbortedBodies } from "./aborted-bodies";
import { drainOnShutdown } from "./graceful-shutdown";
import { escapeMalformedUrls } from "./malformed-urls";
import { trackNodeRequests } from "./node-request";
import { limitRequests } from "./request-limits";
import { oncePerProcess } from "./once-per-process";
import { handleInTurn } from "./requests-in-turn";
import { builtFiles, publishScriptHashes } from "./script-hashes";
import { joinSmallChunks } from "./small-chunks";
import { fixStaticFileErrors } from "./static-file-errors";
import { ignoreUpgradeRequests } from "./upgrade-requests";

/** Prepares a Node process before its first request. Once: two counts of the same request would wait for each other. */
export const start = (): void => oncePerProcess("start", prepare);

function prepare(): void {
  checkEnv();
  trackNodeRequests();
  limitRequests();
  escapeMalformedUrls();
  // The rest is for `next start` and the standalone server. `next dev` takes POST and WebSockets under /_next. Vercel serves
  // files itself, owns the server, and has the hashes from the build (vercel-adapter.js).
  if (process.env.NODE_ENV !== "production" || process.env.VERCEL === "1") return;
  handleInTurn();
  publishScriptHashes(builtFiles(".next"));
  fixStaticFileErrors();
  ignoreUpgradeRequests();
  joinSmallChunks();
  endAbortedBodies();
  drainOnShutdown();
}
