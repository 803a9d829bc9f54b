import "server-only";
import { keepOneTimeCookies } from "./keep-one-time";
import { setResponseStatus } from "./response-status";

const RETRY_AFTER_SECONDS = "5";

/**
 * Answers 503 instead of 500 while the database is down: crawlers and proxies then retry and keep what they cached. The
 * text of a refused form is kept for the next try. Messages are not: the page's header has shown them.
 */
export function answerUnavailable(): void {
  keepOneTimeCookies("form.");
  setResponseStatus(503, { "Retry-After": RETRY_AFTER_SECONDS });
}
