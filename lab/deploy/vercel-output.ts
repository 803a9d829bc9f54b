import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyProject } from "../support/copy";

/** The copy of the project that is built: `next start` does not run a build for Vercel. */
let project = ".";

const [CLI = "", ...CLI_ARGUMENTS] = (process.env.VERCEL_CLI ?? "npx --yes vercel@59.25.4").split(
  " ",
);

const vercel = (...args: string[]): Buffer =>
  execFileSync(CLI, [...CLI_ARGUMENTS, ...args], {
    cwd: project,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      SESSION_SECRET: randomBytes(32).toString("base64url"),
      DATABASE_URL: "",
      VERCEL_TELEMETRY_DISABLED: "1",
    },
  });

export const NO_CLI =
  "No Vercel CLI was found or downloaded. Set VERCEL_CLI to the command that runs one.";

export function hasCli(): boolean {
  try {
    return vercel("--version").length > 0;
  } catch {
    process.stderr.write(`${NO_CLI}\n`);
    return false;
  }
}

/** Builds a copy of the project as Vercel does, with SESSION_SECRET as the only setting. */
export function buildForVercel(): void {
  project = copyProject();
  mkdirSync(join(project, ".vercel"));
  const settings = { framework: "nextjs", installCommand: "true" };
  const link = { projectId: "prj_none", orgId: "team_none", settings };
  writeFileSync(join(project, ".vercel/project.json"), JSON.stringify(link));
  vercel("build", "--prod", "--yes");
}

export function removeBuild(): void {
  if (project !== ".") rmSync(project, { recursive: true, maxRetries: 20, retryDelay: 100 });
}

export type VercelFunction = Readonly<{
  runtime: string;
  /** Paths in the function, and where each file is in the project. */
  filePathMap?: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string>>;
}>;

/** In the output of `vercel build`: https://vercel.com/docs/build-output-api */
export const outputPath = (...path: string[]): string => join(project, ".vercel/output", ...path);
const functionPath = (name: string): string => outputPath("functions", `${name}.func`);

export const readFunction = (name: string): VercelFunction =>
  JSON.parse(readFileSync(join(functionPath(name), ".vc-config.json"), "utf8"));

export const functionNames = (): string[] =>
  readdirSync(outputPath("functions"), { recursive: true, encoding: "utf8" }).flatMap(
    (path) => /^(.*)\.func\/\.vc-config\.json$/.exec(path.replaceAll("\\", "/"))?.[1] ?? [],
  );

/** Runs a Node function behind an HTTP server, in a folder that has its own files only. */
export async function runFunction(name: string, env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "signet-function-"));
  for (const [to, from] of Object.entries(readFunction(name).filePathMap ?? {})) {
    cpSync(join(project, from), join(folder, to), { recursive: true, verbatimSymlinks: true });
  }
  cpSync(functionPath(name), folder, { recursive: true });
  const serve =
    'require("node:http").createServer(require("./___next_launcher.cjs")).listen(0, "127.0.0.1", function () { process.send(this.address().port) })';
  const child = spawn(process.execPath, ["-e", serve], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      VERCEL: "1",
      SESSION_SECRET: randomBytes(32).toString("hex"),
      ...env,
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the function exited with ${code}`);
  });
  const [port] = await Promise.race([once(child, "message"), ended]);
  return { origin: `http://127.0.0.1:${port}`, stop: () => stop(child, folder) };
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  child.kill();
  if (child.exitCode === null && child.signalCode === null)
    await once(child, "exit").catch(() => {});
  rmSync(folder, { recursive: true, force: true });
}
