import "server-only";
import { onNodeRequest } from "./node-request";

/** In this time Node reads the connections that the kernel has accepted. */
const DRAIN_MS = 500;

/** `docker stop` kills a process 10 seconds after SIGTERM. */
const DEADLINE_MS = 8000;

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Lets requests finish on SIGTERM and SIGINT. Next closes the server at once, which resets connections whose request has
 * not been read yet, and then waits without limit for connections that a proxy keeps open:
 * https://github.com/vercel/next.js/issues/54522
 *
 * Here Next's own listeners run after a short drain, during which each response closes its connection; after a deadline the
 * process exits. Delete when Next drains by itself: https://github.com/vercel/next.js/pull/82449
 */
export function drainOnShutdown(): void {
  let draining = false;
  onNodeRequest(({ response }) => {
    if (draining) response.shouldKeepAlive = false;
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const listeners = process.listeners(signal);
    process.removeAllListeners(signal);
    process.once(signal, () => {
      draining = true;
      setTimeout(() => listeners.forEach((listener) => listener(signal)), DRAIN_MS);
      setTimeout(() => process.exit(EXIT_CODES[signal]), DEADLINE_MS);
    });
  }
}
