import { existsSync } from "node:fs";
import { chromium } from "playwright";

/**
 * The path of a Chromium: `CHROMIUM`, Playwright's own, or the system's. A headless shell is no substitute: it has no
 * clipboard and binds no sessions to a device.
 */
export function chromiumPath(): string | undefined {
  const candidates = [
    process.env.CHROMIUM,
    chromium.executablePath(),
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
  ];
  return candidates.find((path) => path && existsSync(path));
}

/** Fewer processes and no background requests, because the browser shares its machine with the server. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
