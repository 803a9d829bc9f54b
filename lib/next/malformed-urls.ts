import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * The address of a request with every percent sign of its path taken for the sign itself, if the path has one that begins
 * no character: `/letters/%` is then the address of no letter, and not of a fault.
 */
export function readable(url: string): string {
  const [path = ""] = url.split("?", 1);
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll("%", "%25") + url.slice(path.length);
  }
}

/**
 * Makes every address one that can be read. Next answers others with 500 where a part of the path is a parameter, before
 * any code of this site runs. Node announces each request before Next sees it.
 */
export function makeUrlsReadable(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.url = readable(request.url ?? "/");
  });
}
