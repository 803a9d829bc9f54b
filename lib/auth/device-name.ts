import "server-only";
import bowser from "bowser";

/** A name for a device, like “Firefox on Windows”, from its User-Agent. For display only: a client can send anything. */
export function deviceName(userAgent: string): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = bowser.parse(userAgent);
  return [browser.name || "Unknown browser", os.name && `on ${os.name}`].filter(Boolean).join(" ");
}
