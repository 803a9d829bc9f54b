import { execFile } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = process.cwd();

/** What a fresh clone does not have. */
const LEFT_BEHIND =
  /^(node_modules|\.next|\.data|\.git|\.vercel|test-results|playwright-report|\.env(?!\.example).*|next-env\.d\.ts|.*\.tsbuildinfo)$/;

/** Every file of this project that a fresh clone has, by its path from the root. */
export function projectFiles(folder = ""): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries
    .filter(({ name }) => folder || !LEFT_BEHIND.test(name))
    .flatMap((entry) =>
      entry.isDirectory() ? projectFiles(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}

/** The same files under a second name: 30,000 of them in a second, and no room. Across disks they are copied. */
function linkFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}

/** Runs a command in a folder, as in a shell of its own, and gives what it printed, in whichever way it ended. */
export function runIn(
  folder: string,
  command: string,
  ...args: string[]
): Promise<{ ok: boolean; printed: string }> {
  // What the runner of these tests tells its workers is no business of another runner.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(TEST_|PLAYWRIGHT_|PW_|CI$)/.test(name),
  );
  const env = { ...(Object.fromEntries(own) as NodeJS.ProcessEnv), NEXT_TELEMETRY_DISABLED: "1" };
  return new Promise((resolve) => {
    const options = { cwd: folder, env, maxBuffer: 2 ** 26 };
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ ok: !error, printed: stdout + stderr }),
    );
  });
}

/**
 * This project in a folder of its own, outside of this one: what a fresh clone has, its packages, and what the last
 * build left to build on.
 * @returns the folder, which is the caller's to remove
 */
export function copyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "signet-copy-"));
  for (const name of readdirSync(ROOT)) {
    if (!LEFT_BEHIND.test(name)) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  linkFolder(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const cache = join(".next", "cache");
  if (existsSync(join(ROOT, cache)))
    cpSync(join(ROOT, cache), join(folder, cache), { recursive: true });
  return folder;
}
