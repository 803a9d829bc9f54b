import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The first of these files that there is, after an attempt to install the package that brings it. */
function have(name: string, ...files: string[]): string | undefined {
  const found = () => files.find(existsSync);
  if (!found() && process.platform === "linux" && process.getuid?.() === 0) {
    for (const args of [
      ["update", "-qq"],
      ["install", "-y", "-qq", name],
    ]) {
      try {
        execFileSync("apt-get", args, { stdio: "ignore", timeout: 240_000 });
      } catch {
        // No Debian, or nowhere to get it from: whoever asked is told that there is none.
      }
    }
  }
  return found();
}

/** Where nginx is. */
export const nginxPath = () =>
  have("nginx-light", "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx");

/** The library that makes a program believe another time. */
export const faketimePath = () =>
  have(
    "libfaketime",
    ...["x86_64", "aarch64"].map(
      (machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`,
    ),
  );
