import "server-only";
import { nodeRequest } from "./node-request";

/**
 * Sets the status of this response, unless its headers have been sent. Next overwrites `statusCode` afterwards, so the
 * property is made read-only.
 *
 * A page can choose 200, 307, 308, 401, 403 or 404; whatever it throws becomes 500. There is no API for another status:
 * https://github.com/vercel/next.js/discussions/53225
 * Delete when there is one.
 */
export function setResponseStatus(status: number, headers: Record<string, string> = {}): void {
  const response = nodeRequest()?.response;
  if (!response || response.headersSent) return;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  Object.defineProperty(response, "statusCode", {
    configurable: true,
    get: () => status,
    set: () => {},
  });
}
