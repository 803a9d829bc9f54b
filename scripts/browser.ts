import { execFileSync } from "node:child_process";
import { chromiumPath } from "../tests/support/chromium";

const run = (command: string, ...args: string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: "inherit" });
    return true;
  } catch {
    return false;
  }
};

// Playwright's own first; where it can't be downloaded, the system's package. Nothing to do where there is one already.
if (!chromiumPath() && !run("npx", "playwright", "install", "chromium")) {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (...args: string[]) => run("env", ...asRoot, "apt-get", ...args);
  apt("update", "-qq");
  apt("install", "-y", "-qq", "chromium");
}

if (!chromiumPath()) {
  console.error(
    "The tests need a Chromium, and none could be installed. Install one, or set CHROMIUM to its path.",
  );
  process.exit(1);
}
