import "server-only";
import { onNodeRequest } from "./node-request";

/**
 * Ends the body of a request whose client has gone. Next copies a body for middleware.ts and listens for its end, not for errors
 * (`cloneBodyStream()` in next/dist/server/body-streams.js), so that middleware would wait for ever, and each such request would stay in
 * memory. A form or JSON that was cut off is refused for what is missing.
 *
 * Delete when thousands of such requests leave nothing in memory without it.
 */
export function endAbortedBodies(): void {
  onNodeRequest(({ request }) => {
    request.prependOnceListener("error", () => request.emit("end"));
  });
}
