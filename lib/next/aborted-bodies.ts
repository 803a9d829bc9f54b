import "server-only";
import { onNodeRequest } from "./node-request";

/**
 * Ends the body of a request whose client has gone, without an error. Next copies a body for middleware.ts and listens for its end, not
 * for errors (`cloneBodyStream()` in next/dist/server/body-streams.js), so that middleware would wait for ever, and each such request
 * would stay in memory. A form or JSON that was cut off is refused for what is missing.
 *
 * `destroy()` is how Node says that the client has gone. Next puts another one in its place, and then nothing listens for its error.
 * Delete when thousands of such requests leave nothing in memory and in the log without it.
 */
export function endAbortedBodies(): void {
  onNodeRequest(({ request }) => {
    let destroy = request.destroy.bind(request);
    const end = () => {
      if (!request.complete) request.emit("end");
      return destroy();
    };
    Object.defineProperty(request, "destroy", { get: () => end, set: (next) => (destroy = next) });
  });
}
