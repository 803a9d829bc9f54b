import "server-only";
import { nodeRequest } from "./node-request";
import { WHOLE_PAGE_MARKER } from "./whole-page-marker";

/**
 * Whether this request gets a whole page. Reads Node's request because `headers()` would make the static shell dynamic;
 * during the build there is no request and the answer is no.
 */
export const isWholePage = (): boolean =>
  nodeRequest()?.request.headers["user-agent"]?.endsWith(WHOLE_PAGE_MARKER) ?? false;
