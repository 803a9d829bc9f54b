import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./port";

const ROOT = process.cwd();

/** A running app with a secret and a database file of its own. */
export type Server = Readonly<{
  origin: string;
  secret: string;
  databaseUrl: string;
  /** Its standard output and standard error until now. */
  log: () => string;
  /** Closes both pipes, like a log collector that crashed. */
  stopReading: () => void;
  port: number;
  /** Sends a signal and waits until the process has exited. */
  kill: (signal: "SIGKILL" | "SIGTERM") => Promise<void>;
  pid: number;
  /** The processor time it has used, in seconds. */
  processorTime: () => number;
  stop: () => Promise<void>;
}>;

type Options = {
  env?: Record<string, string>;
  cwd?: string;
  port?: number;
  /** A command with arguments that runs the server, such as `faketime`. */
  under?: readonly string[];
  /** Runs `next dev` instead of `next start`. */
  development?: boolean;
};

/** Starts the app on a free port of the loopback interface and waits until it answers. */
export async function startServer({
  env = {},
  cwd = ROOT,
  under = [],
  development = false,
  ...options
}: Options = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "signet-"));
  const secret = env.SESSION_SECRET ?? randomBytes(32).toString("base64url");
  const databaseUrl = env.DATABASE_URL ?? `file:${join(folder, "test.db")}`;
  const port = options.port ?? (await freePort());
  const next = [join(ROOT, "node_modules/next/dist/bin/next"), development ? "dev" : "start"];
  const address = ["-H", "127.0.0.1", "-p", `${port}`];
  const [command = "", ...args] = [...under, process.execPath, ...next, ...address];
  const child = spawn(command, args, {
    cwd,
    env: {
      ...process.env,
      NODE_ENV: development ? "development" : "production",
      DATABASE_URL: databaseUrl,
      ...env,
      SESSION_SECRET: secret,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const pipes = [child.stdout, child.stderr];
  for (const pipe of pipes) pipe.on("data", (chunk: Buffer) => (printed += chunk));
  const origin = `http://localhost:${port}`;
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  await answers(child, origin, () => printed);
  return {
    origin,
    secret: secret.split(",")[0] ?? secret,
    databaseUrl,
    port,
    pid: child.pid ?? 0,
    kill,
    log: () => printed,
    stopReading: () => pipes.forEach((pipe) => pipe.destroy()),
    processorTime: () => processorTime(child.pid),
    stop: async () => {
      await kill("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `ps` writes it as `1:02`, `00:01:02` or `1-00:01:02`. */
function processorTime(pid = 0): number {
  const time = execFileSync("ps", ["-o", "time=", "-p", `${pid}`], { encoding: "utf8" });
  return time.split(/[:-]/).reduce((seconds, part) => seconds * 60 + Number(part), 0);
}

/** Waits for the first response: `next start` prints that it is ready before the environment is validated. */
async function answers(child: ChildProcess, origin: string, log: () => string): Promise<void> {
  const ended = once(child, "close").then(([code]) => {
    throw new Error(`the server exited with ${code}:\n${log()}`);
  });
  const listening = new Promise<void>((resolve) => {
    child.stdout?.on("data", () => log().includes("Ready in") && resolve());
  });
  await Promise.race([ended, listening]);
  await Promise.race([ended, fetch(`${origin}/api/session`).catch(() => ended)]);
}
