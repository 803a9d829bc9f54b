import "server-only";
import bowser from "bowser";

/** What people call a device: “Firefox on Windows”, from what its browser says of itself. Never believed, only shown. */
export function deviceName(userAgent: string): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = bowser.parse(userAgent);
  return [browser.name ?? "Unknown browser", os.name && `on ${os.name}`].filter(Boolean).join(" ");
}
