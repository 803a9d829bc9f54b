import { existsSync } from "node:fs";
import { chromium } from "playwright";

/** Where a Chromium is on this machine: named by `CHROMIUM`, Playwright's own, or the system's. */
export function chromiumPath(): string | undefined {
  const candidates = [
    process.env.CHROMIUM,
    chromium.executablePath(),
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
  ];
  return candidates.find((path) => path && existsSync(path));
}

/** For a browser that shares its machine with a server and has no business outside of it. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
