import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The first of these files that exists, after an attempt to install the Debian package that contains it. */
function findOrInstall(name: string, ...files: string[]): string | undefined {
  const found = () => files.find(existsSync);
  if (!found() && process.platform === "linux" && process.getuid?.() === 0) {
    for (const args of [
      ["update", "-qq"],
      ["install", "-y", "-qq", name],
    ]) {
      try {
        execFileSync("apt-get", args, { stdio: "ignore", timeout: 240_000 });
      } catch {
        // Not Debian, or offline: returns undefined.
      }
    }
  }
  return found();
}

/** The path of nginx. */
export const nginxPath = () =>
  findOrInstall(
    "nginx-light",
    "/usr/sbin/nginx",
    "/usr/local/sbin/nginx",
    "/opt/homebrew/bin/nginx",
  );

/** The path of libfaketime, which shifts the clock of a process. */
export const faketimePath = () =>
  findOrInstall(
    "libfaketime",
    ...["x86_64", "aarch64"].map(
      (machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`,
    ),
  );
