import "server-only";
import { onNodeRequest } from "./node-request";

/** Real user agents have up to about 300 characters. */
const MAX_USER_AGENT = 512;

/** No link or form of this site has more than a few query parameters. */
const MAX_PARAMETERS = 100;

/** Chromium keeps 180 cookies of a site. */
const MAX_COOKIES = 180;

/** What the browser shows, as a tree. Here it has fewer than ten objects in each other. */
const ROUTER_STATE = "next-router-state-tree";
const MAX_ROUTER_STATES = 100;

/**
 * Next matches the user agent against an expression that takes quadratic time (`[\w-]+-Google` in
 * next/dist/shared/lib/router/utils/html-bots.js), and takes quadratic time for repeated query parameters and for cookies,
 * which it copies for each handler and action (`MutableRequestCookiesAdapter`), and for states of its router in each other. Each
 * blocks the process for up to a second with one request of 15 kB.
 *
 * Delete when all four are linear: limits.test.ts and paths.test.ts in tests/attacks then pass without it.
 */
export function limitRequests(): void {
  onNodeRequest(({ request }) => {
    const { headers, url = "/" } = request;
    const agent = headers["user-agent"];
    if (agent) headers["user-agent"] = agent.slice(0, MAX_USER_AGENT);
    if (headers.cookie) headers.cookie = headers.cookie.split(";", MAX_COOKIES).join(";");
    request.url = url.split("&", MAX_PARAMETERS).join("&");
    // Next answers 400 to one that it cannot read. Any other stays as it is: `_rsc` in the address is its hash.
    const states = `${headers[ROUTER_STATE]}`.split(/\{|%7b/i, MAX_ROUTER_STATES);
    if (states.length === MAX_ROUTER_STATES) headers[ROUTER_STATE] = "too deep";
  });
}
