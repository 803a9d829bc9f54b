import * as z from "zod";
import type { SealedCookie } from "../session/sealed-cookie";

/** How many products are remembered. */
export const MAX_RECENT = 8;

/**
 * The products a visitor viewed last, newest first, by id. Not a session field: a late response would bring back the
 * session as it was before a login.
 */
export const recentlyViewedCookie: SealedCookie<string[]> = {
  name: "seen",
  purpose: "seen",
  version: 1,
  schema: z.array(z.string()).max(MAX_RECENT),
  lifetime: 30 * 86_400,
};
