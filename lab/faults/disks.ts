import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const isRoot = process.getuid?.() === 0;

function works(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Mounts an empty 16 MB disk in memory; null when this process must not mount. */
export function mountDisk() {
  const folder = mkdtempSync(join(tmpdir(), "signet-disk-"));
  const end = () => rmSync(folder, { recursive: true, force: true });
  if (!isRoot || !works("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder)) {
    end();
    return null;
  }
  const rest = join(folder, "rest");
  return {
    folder,
    /** Fills the disk completely. */
    fill: () => {
      try {
        writeFileSync(rest, Buffer.alloc(16 * 1_048_576));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      }
    },
    clear: () => rmSync(rest),
    end: () => {
      // Lazy, because a closed connection of this process can keep its file open until garbage collection.
      execFileSync("umount", ["--lazy", folder]);
      end();
    },
  };
}

/** Whether this machine has `prlimit`, which sets the maximum file size of a running process. */
export const hasPrlimit = works("prlimit", "--version");

/** Stops the files of a process from growing: writes fail as on a full disk. */
export const limitFileSize = (pid: number): void =>
  void execFileSync("prlimit", ["--pid", String(pid), "--fsize=0:"]);
export const unlimitFileSize = (pid: number): void =>
  void execFileSync("prlimit", ["--pid", String(pid), "--fsize=unlimited:"]);

/** A command prefix that makes file permissions apply to root too; null when it is not available. */
export function commandWithoutOverride(): readonly string[] | null {
  if (!isRoot) return [];
  const command = ["setpriv", "--bounding-set", "-dac_override"];
  return works("setpriv", "--bounding-set", "-dac_override", "true") ? command : null;
}

/** Makes a folder and its files writable or read-only. */
export function setWritable(folder: string, writable: boolean): void {
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), writable ? 0o644 : 0o444);
  chmodSync(folder, writable ? 0o755 : 0o555);
}
