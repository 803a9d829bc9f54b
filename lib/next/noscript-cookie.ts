import * as z from "zod";
import type { SealedCookie } from "../session/sealed-cookie";

/** Marks a browser without JavaScript. Expires after a day in case JavaScript is re-enabled. */
export const noscriptCookie: SealedCookie<true> = {
  name: "noscript",
  purpose: "noscript",
  version: 1,
  schema: z.literal(true),
  lifetime: 86_400,
};
