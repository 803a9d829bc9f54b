import type { Instrumentation } from "next";

/** Validates the environment and installs the workarounds of lib/next before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("./lib/next/start")).start();
}

/** Logs errors of pages and actions, and corrects the status that Next answers with. Handlers log their own. */
export const onRequestError: Instrumentation.onRequestError = async (
  error,
  _request,
  { routePath },
) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { isMalformedRouterState } = await import("./lib/next/router-state");
  if (isMalformedRouterState(error)) {
    (await import("./lib/next/response-status")).setResponseStatus(400);
    return;
  }
  const { isDatabaseOutage, logError } = await import("./lib/errors");
  if (isDatabaseOutage(error)) (await import("./lib/next/service-unavailable")).answerUnavailable();
  logError(error, routePath);
};
