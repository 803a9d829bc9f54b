import * as z from "zod";
import type { SealedCookie } from "./sealed-cookie";

const message = z.object({
  category: z.enum(["success", "info", "warning", "error"]),
  text: z.string().min(1),
});

export type FlashCategory = z.infer<typeof message>["category"];

/** What every flash cookie's name begins with, after the `__Host-` of production. */
export const FLASH_PREFIX = "flash.";

/**
 * One message, waiting to be shown once. Script can delete this cookie though it can't read what is sealed in it: after
 * a soft navigation nobody but the page knows that the message has been shown.
 */
export const flashCookie = (id: string): SealedCookie<z.infer<typeof message>> => ({
  name: FLASH_PREFIX + id,
  purpose: "flash",
  version: 1,
  schema: message,
  lifetime: 300,
  httpOnly: false,
});

let said = 0;

/** Sorts by time, and by order within a millisecond; the random end keeps instances apart. */
export function nextFlashId(): string {
  const order = (said++ % 1296).toString(36).padStart(2, "0");
  return Date.now().toString(36) + order + crypto.randomUUID().slice(0, 6);
}
