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

/** A disk of 16 MB with nothing else on it, in memory; null where this process may mount none. */
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
    /** Leaves no byte free. */
    fill: () => {
      try {
        writeFileSync(rest, Buffer.alloc(16 * 1_048_576));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      }
    },
    clear: () => rmSync(rest),
    end: () => {
      // Later, if need be: a connection that this process has closed may stay open until it is collected as garbage.
      execFileSync("umount", ["--lazy", folder]);
      end();
    },
  };
}

/** Whether this machine has `prlimit`, by which a running process is told how long its files may be. */
export const hasLimits = works("prlimit", "--version");

/** From now on, no file of this process's grows: the kernel refuses, as on a disk that is full for this user alone. */
export const limitFiles = (pid: number): void =>
  void execFileSync("prlimit", ["--pid", String(pid), "--fsize=0:"]);
export const unlimitFiles = (pid: number): void =>
  void execFileSync("prlimit", ["--pid", String(pid), "--fsize=unlimited:"]);

/** A command under which the superuser is bound by the permissions of files like anybody else; null where there is none. */
export function bound(): readonly string[] | null {
  if (!isRoot) return [];
  const command = ["setpriv", "--bounding-set", "-dac_override"];
  return works("setpriv", "--bounding-set", "-dac_override", "true") ? command : null;
}

/** Makes a folder and all files in it ones that may only be read, or written again. */
export function permit(folder: string, writing: boolean): void {
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), writing ? 0o644 : 0o444);
  chmodSync(folder, writing ? 0o755 : 0o555);
}
