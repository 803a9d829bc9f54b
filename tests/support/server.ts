import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
  /** Seconds of processor time it has used so far. */
  processorTime: () => number;
  stop: () => Promise<void>;
}>;

type Options = { env?: Record<string, string>; cwd?: string };

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Starts `next start` on a free port of the loopback interface and waits until it answers. */
export async function startServer({ env = {}, cwd = ROOT }: Options = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "signet-"));
  const secret = env.SESSION_SECRET ?? randomBytes(32).toString("base64url");
  const databaseUrl = env.DATABASE_URL ?? `file:${join(folder, "test.db")}`;
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [join(ROOT, "node_modules/next/dist/bin/next"), "start", "-H", "127.0.0.1", "-p", String(port)],
    {
      cwd,
      env: { ...process.env, NODE_ENV: "production", ...env, SESSION_SECRET: secret, DATABASE_URL: databaseUrl },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (printed += chunk));
  const origin = `http://localhost:${port}`;
  await answers(child, origin, () => printed);
  return {
    origin,
    secret: secret.split(",")[0] ?? secret,
    databaseUrl,
    log: () => printed,
    stopReading: () => [child.stdout, child.stderr].forEach((stream) => stream?.destroy()),
    processorTime: () => processorTime(child.pid),
    stop: async () => {
      if (child.exitCode === null) {
        child.kill();
        await once(child, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `ps` writes it as `1:02`, `00:01:02` or `1-00:01:02`. */
function processorTime(pid = 0): number {
  const written = execFileSync("ps", ["-o", "time=", "-p", String(pid)], { encoding: "utf8" }).trim();
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
