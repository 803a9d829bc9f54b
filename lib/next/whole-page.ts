import "server-only";
import { HTML_LIMITED_BOT_UA_RE } from "next/dist/shared/lib/router/utils/html-bots";
import { WHOLE_PAGE } from "../routes";
import { currentRequest } from "./request-context";

/**
 * Whether this request is for a page in one piece: by the word that middleware.ts has added, or by a reader that Next knows
 * to need it. Asking makes nothing dynamic: while a shell is made, nobody asks for it.
 */
export function isWholePage(): boolean {
  const agent = currentRequest()?.headers["user-agent"] ?? "";
  return agent.includes(WHOLE_PAGE) || HTML_LIMITED_BOT_UA_RE.test(agent);
}
