import { execFile, execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { products } from "../../lib/shop/catalogue";
import { money } from "../../lib/shop/money";

const ROOT = process.cwd();
const SOURCES = join(ROOT, "lab/bench/apps");

/**
 * Outside of the project, because Next also looks for middleware in the parent folders of an app. `node_modules` is a
 * symbolic link.
 */
const FOLDER = join(tmpdir(), "signet-bench");

/** The source folders of each Next app; later ones overwrite earlier ones. Signet is built in its own folder. */
const layers = {
  bare: ["bare"],
  middleware: ["bare", "middleware"],
  guard: ["bare", "guard"],
  example: ["bare", "example"],
  // The markup of Signet's home page. The libraries are set up as their documentation says.
  floor: ["bare", "guard", "shop", "guard-shop"],
  betterAuth: ["bare", "shop", "better-auth"],
  authJs: ["bare", "shop", "authjs"],
} as const;

export type AppName = keyof typeof layers | "signet";
export const appNames = [...Object.keys(layers), "signet"] as AppName[];

export const folderOf = (app: AppName): string => (app === "signet" ? ROOT : join(FOLDER, app));

/** The environment in which every app is built and started. */
export const environment: NodeJS.ProcessEnv & { BENCH_ROOT: string } = {
  ...process.env,
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  BENCH_ROOT: parse(ROOT).root,
};

/** Copies the sources of the benchmark apps. Keeps earlier builds unless `clean` is set. */
export function copyApps(clean: boolean): void {
  if (clean) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  rmSync(join(FOLDER, "node_modules"), { force: true });
  symlinkSync(join(ROOT, "node_modules"), join(FOLDER, "node_modules"));
  for (const [app, folders] of Object.entries(layers)) {
    for (const folder of folders)
      cpSync(join(SOURCES, folder), join(FOLDER, app), { recursive: true });
    const cwd = join(FOLDER, app);
    const shown = products.map(({ price, ...product }) => ({ ...product, price: money(price) }));
    writeFileSync(join(cwd, "app/products.json"), JSON.stringify(shown));
    // Not among Signet's own packages. Next and React come from there.
    if (!existsSync(join(cwd, "package.json")) || existsSync(join(cwd, "node_modules"))) continue;
    execFileSync("npm", ["install", "--legacy-peer-deps", "--no-audit", "--no-fund"], { cwd });
  }
}

export const isBuilt = (app: AppName): boolean => existsSync(join(folderOf(app), ".next/BUILD_ID"));

const NEXT = join(ROOT, "node_modules/next/dist/bin/next");

/** Builds an app without a cache and returns the time in seconds. */
export async function build(app: AppName): Promise<number> {
  const cwd = folderOf(app);
  rmSync(join(cwd, ".next"), { recursive: true, force: true });
  const start = performance.now();
  await promisify(execFile)(process.execPath, [NEXT, "build"], { cwd, env: environment });
  return (performance.now() - start) / 1000;
}

/** The gzipped size of the middleware's files, in bytes; 0 without middleware. */
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
