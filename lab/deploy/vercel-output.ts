import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The output of `vercel build`: https://vercel.com/docs/build-output-api */
const OUTPUT = ".vercel/output";
const LINK = ".vercel/project.json";
const [CLI = "", ...CLI_ARGUMENTS] = (process.env.VERCEL_CLI ?? "npx --yes vercel@59.25.4").split(
  " ",
);

const vercel = (...args: string[]): Buffer =>
  execFileSync(CLI, [...CLI_ARGUMENTS, ...args], {
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

/** Builds as Vercel does, with SESSION_SECRET as the only setting. Adds a project link if there is none. */
export function buildForVercel(): void {
  const linked = existsSync(LINK);
  if (!linked) {
    mkdirSync(dirname(LINK), { recursive: true });
    const settings = { framework: "nextjs", installCommand: "true" };
    writeFileSync(LINK, JSON.stringify({ projectId: "prj_none", orgId: "team_none", settings }));
  }
  try {
    vercel("build", "--prod", "--yes");
  } finally {
    if (!linked) rmSync(LINK);
  }
}

export type VercelFunction = Readonly<{
  runtime: string;
  /** Paths in the function, and where each file is in this checkout. */
  filePathMap?: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string>>;
}>;

export const outputPath = (...path: string[]): string => join(OUTPUT, ...path);
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
    cpSync(from, join(folder, to), { recursive: true, verbatimSymlinks: true });
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
