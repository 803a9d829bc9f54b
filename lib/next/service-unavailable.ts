import "server-only";
import { setResponseStatus } from "./response-status";

const RETRY_AFTER_SECONDS = "5";

/** Answers 503 instead of 500 while the database is down: crawlers and proxies then retry and keep what they cached. */
export const answerUnavailable = (): void =>
  setResponseStatus(503, { "Retry-After": RETRY_AFTER_SECONDS });
