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

/** Files and folders that a fresh clone does not contain. */
const LEFT_BEHIND =
  /^(node_modules|\.next|\.data|\.git|\.vercel|test-results|playwright-report|\.env(?!\.example).*|next-env\.d\.ts|.*\.tsbuildinfo)$/;

/** The paths of all files in a fresh clone, relative to the root. */
export function projectFiles(folder = ""): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries
    .filter(({ name }) => folder || !LEFT_BEHIND.test(name))
    .flatMap((entry) =>
      entry.isDirectory() ? projectFiles(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}

/** Hard-links all files of a folder, which is fast and takes no disk space. Across disks, copies them. */
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

/** Runs a command in a folder and returns its output, also when it fails. */
export function runIn(
  folder: string,
  command: string,
  ...args: string[]
): Promise<{ ok: boolean; printed: string }> {
  // A nested Playwright run must not inherit the variables of this one.
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
 * Copies this project to a temporary folder: the files of a fresh clone, `node_modules` and the build cache.
 * @returns the folder; the caller removes it
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
