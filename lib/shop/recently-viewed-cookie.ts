import * as z from "zod";
import type { SealedCookie } from "../session/sealed-cookie";
import { SEEN_KEPT, type Seen } from "./recently-viewed";

/**
 * What a guest looked at. Not in the session: an answer that arrives late brings back the cookie as it was, and must not
 * undo a login.
 */
export const seenCookie: SealedCookie<Seen> = {
  name: "seen",
  purpose: "seen",
  version: 1,
  schema: z.array(z.string()).max(SEEN_KEPT),
  lifetime: 30 * 86_400,
};
