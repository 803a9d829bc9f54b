import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDatabase } from "./database";
import { freePort } from "./port";

const ROOT = process.cwd();

/** A running Signet: a production build with a database file of its own. */
export type Server = Readonly<{
  origin: string;
  secret: string;
  databaseUrl: string;
  /** What it has printed so far. */
  log: () => string;
  /** Leaves nobody at the other end of what it prints. */
  stopReading: () => void;
  port: number;
  /** Ends it at once or, with `SIGTERM`, as somebody does who deploys; waits until it is gone. */
  kill: (signal: "SIGKILL" | "SIGTERM") => Promise<void>;
  /** Its process. */
  pid: number;
  /** Seconds of processor time it has used so far. */
  processorTime: () => number;
  stop: () => Promise<void>;
}>;

type Options = {
  env?: Record<string, string>;
  cwd?: string;
  port?: number;
  /** A command that runs it, with its arguments: the clock it believes, say. */
  under?: readonly string[];
  /** As `npm run dev` runs it, and not as it is built. */
  development?: boolean;
};

/** Starts Signet on a free port of the loopback interface and waits until it answers. */
export async function startServer({
  env = {},
  cwd = ROOT,
  under = [],
  development = false,
  ...options
}: Options = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "signet-"));
  const secret = env.SESSION_SECRET ?? randomBytes(32).toString("base64url");
  const database = env.DATABASE_URL ? null : await startDatabase(folder);
  const databaseUrl = env.DATABASE_URL ?? database?.url ?? "";
  const port = options.port ?? (await freePort());
  const next = [
    join(ROOT, "node_modules/next/dist/bin/next"),
    development ? "dev" : "start",
    "-H",
    "127.0.0.1",
    "-p",
    String(port),
  ];
  const [command = process.execPath, ...args] = [...under, process.execPath, ...next];
  const child = spawn(command, args, {
    cwd,
    env: {
      ...process.env,
      NODE_ENV: development ? "development" : "production",
      DATABASE_URL: databaseUrl,
      ...database?.env,
      ...env,
      SESSION_SECRET: secret,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (printed += chunk));
  const origin = `http://localhost:${port}`;
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  await answers(child, origin, () => printed).catch(async (error: unknown) => {
    await database?.stop();
    throw error;
  });
  return {
    origin,
    secret: secret.split(",")[0] ?? secret,
    databaseUrl,
    port,
    pid: child.pid ?? 0,
    kill,
    log: () => printed,
    stopReading: () => [child.stdout, child.stderr].forEach((stream) => stream?.destroy()),
    processorTime: () => processorTime(child.pid),
    stop: async () => {
      await kill("SIGTERM");
      await database?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `ps` writes it as `1:02`, `00:01:02` or `1-00:01:02`. */
function processorTime(pid = 0): number {
  const written = execFileSync("ps", ["-o", "time=", "-p", String(pid)], {
    encoding: "utf8",
  }).trim();
  return written.split(/[:-]/).reduce((seconds, part) => seconds * 60 + Number(part), 0);
}

/** Waits for the first answer. `next start` says that it is ready before it has looked at the settings. */
async function answers(child: ChildProcess, origin: string, log: () => string): Promise<void> {
  const ended = once(child, "close").then(([code]) => {
    throw new Error(`the server ended with ${code}:\n${log()}`);
  });
  const listening = new Promise<void>((resolve) => {
    child.stdout?.on("data", () => log().includes("Ready in") && resolve());
  });
  await Promise.race([ended, listening]);
  await Promise.race([ended, fetch(`${origin}/api/session`).catch(() => ended)]);
}
