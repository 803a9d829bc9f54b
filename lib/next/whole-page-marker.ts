/**
 * Requests a page that is rendered whole instead of a static shell with streamed sections.
 *
 * Next chooses by user agent: crawlers that cannot read a streamed page get a whole one
 * (https://nextjs.org/docs/app/api-reference/config/next-config-js/htmlLimitedBots). There is no switch per request, and
 * without JavaScript a streamed section stays hidden: https://github.com/vercel/next.js/issues/50150
 *
 * "Slackbot" is one of Next's crawlers. Setting `htmlLimitedBots` would replace that list, and link previews would lose
 * their metadata. Delete when a page can opt out of streaming for one request.
 */
export const WHOLE_PAGE_MARKER = "Slackbot signet-whole-page";

/** Marks the headers that middleware passes on to the page. */
export function requestWholePage(headers: Headers): void {
  headers.set("user-agent", `${headers.get("user-agent") ?? ""} ${WHOLE_PAGE_MARKER}`);
}
