import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

const ROOT = process.cwd();
const SOURCES = join(ROOT, "lab/bench/apps");

/**
 * Outside of the project, because Next looks for a middleware in the folders above an app, too. The packages are there by
 * a link.
 */
const FOLDER = join(tmpdir(), "signet-bench");

/** The Next apps, each with the folders it is laid together from. Signet itself is built where it stands. */
const layers = {
  bare: ["bare"],
  middleware: ["bare", "middleware"],
  guard: ["bare", "guard"],
  example: ["bare", "example"],
} as const;

export type AppName = keyof typeof layers | "signet";
export const appNames = [...Object.keys(layers), "signet"] as AppName[];

export const folderOf = (app: AppName): string => (app === "signet" ? ROOT : join(FOLDER, app));

/** What every app here is built and started with. */
export const environment: NodeJS.ProcessEnv & { BENCH_ROOT: string } = {
  ...process.env,
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  BENCH_ROOT: parse(ROOT).root,
};

/** Lays the bench's own apps out. Unless anew, what was built of them stays. */
export function layOut(anew: boolean): void {
  if (anew) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  rmSync(join(FOLDER, "node_modules"), { force: true });
  symlinkSync(join(ROOT, "node_modules"), join(FOLDER, "node_modules"));
  for (const [app, folders] of Object.entries(layers)) {
    for (const folder of folders)
      cpSync(join(SOURCES, folder), join(FOLDER, app), { recursive: true });
  }
}

export const isBuilt = (app: AppName): boolean => existsSync(join(folderOf(app), ".next/BUILD_ID"));

const NEXT = join(ROOT, "node_modules/next/dist/bin/next");

/** Builds an app as for the first time, and says how many seconds it took. */
export async function build(app: AppName): Promise<number> {
  const cwd = folderOf(app);
  rmSync(join(cwd, ".next"), { recursive: true, force: true });
  const start = performance.now();
  await promisify(execFile)(process.execPath, [NEXT, "build"], { cwd, env: environment });
  return (performance.now() - start) / 1000;
}

/** The middleware's bundle, in bytes: each of its files, as gzip packs it. Without a middleware, 0. */
export function edgeBytes(app: AppName): number {
  const folder = join(folderOf(app), ".next");
  type Manifest = { middleware: { "/"?: { files: string[] } } };
  const manifest = JSON.parse(
    readFileSync(join(folder, "server/middleware-manifest.json"), "utf8"),
  ) as Manifest;
  const files = manifest.middleware["/"]?.files ?? [];
  return files.reduce(
    (bytes, file) => bytes + gzipSync(readFileSync(join(folder, file))).length,
    0,
  );
}
