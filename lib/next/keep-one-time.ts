import "server-only";
import { ServerResponse } from "node:http";
import { nodeRequest } from "./node-request";

/**
 * Takes back that middleware deletes the one-time cookies of a page, because the page is not shown after all. A page can
 * neither set nor keep a cookie, and middleware cannot know that the page redirects:
 * https://nextjs.org/docs/app/api-reference/functions/cookies#good-to-know
 *
 * Where Next does not share Node's response (Vercel), the message is lost. Delete when middleware sees the status of the page.
 * @param name how their names begin, when the page shows the others
 */
export function keepOneTimeCookies(name = ""): void {
  const { request, response } = nodeRequest() ?? {};
  // An action sets and deletes cookies of its own.
  if (request?.method !== "GET" || !response || response.headersSent) return;
  const isKept = (line: string) =>
    line.replace(/^__Host-/, "").startsWith(name) && /; Max-Age=0(;|$)/i.test(line);
  const lines = [response.getHeader("set-cookie") ?? []].flat().map(String);
  const others = lines.filter((line) => !isKept(line));
  // The response's own `setHeader()` is Next's, and adds what middleware.ts has set.
  ServerResponse.prototype.setHeader.call(response, "set-cookie", others);
}
