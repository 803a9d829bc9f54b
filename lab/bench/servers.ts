import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { freePort } from "../../tests/support/port";
import { startServer } from "../../tests/support/server";
import { environment, folderOf, type AppName } from "./apps";

/** A running server. */
export type Running = Readonly<{
  port: number;
  secret: string;
  pids: () => number[];
  stop: () => Promise<void>;
}>;

export async function startNext(
  app: AppName,
  secret: string,
  env: Record<string, string> = {},
): Promise<Running> {
  const port = await freePort();
  const { BENCH_ROOT } = environment;
  // Auth.js builds its addresses from this one.
  const own = { SESSION_SECRET: secret, BENCH_ROOT, NEXTAUTH_URL: `http://localhost:${port}` };
  const { pid, stop } = await startServer({ cwd: folderOf(app), port, env: { ...own, ...env } });
  return { port, secret, pids: () => [pid], stop };
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts Flask under gunicorn with two workers and keep-alive; null when gunicorn is not installed. */
export async function startFlask(secret: string): Promise<Running | null> {
  const port = await freePort();
  const options = [
    "--workers=2",
    "--worker-class=gthread",
    "--threads=4",
    `--bind=127.0.0.1:${port}`,
    "--chdir=lab/bench/apps/flask",
  ];
  const child = spawn("gunicorn", [...options, "app:app"], {
    env: { ...process.env, SESSION_SECRET: secret, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: "ignore",
  });
  let over = false;
  child.on("error", () => (over = true));
  child.on("exit", () => (over = true));
  while (!over && !(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 100));
  if (over) return null;
  const stop = async () => void child.kill();
  return { port, secret, pids: () => withChildren(child.pid ?? 0), stop };
}

const stat = (pid: number | string): string[] =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");

function withChildren(parent: number): number[] {
  const children = readdirSync("/proc").filter(
    (name) => /^\d+$/.test(name) && parentOf(name) === parent,
  );
  return [parent, ...children.map(Number)];
}

function parentOf(pid: string): number {
  try {
    return Number(stat(pid)[1]);
  } catch {
    return 0;
  }
}

/** The processor time used by a server, in milliseconds. Linux only; NaN elsewhere. */
export function processorTime({ pids }: Running): number {
  try {
    const threads = pids().flatMap((pid) =>
      readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}/schedstat`),
    );
    return (
      threads.reduce((sum, path) => sum + Number(readFileSync(path, "utf8").split(" ")[0]), 0) / 1e6
    );
  } catch {
    return NaN;
  }
}

/** The memory used by a server, in megabytes. Linux only; NaN elsewhere. */
export function memory({ pids }: Running): number {
  try {
    const kilobytes = pids().map(
      (pid) => /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1],
    );
    return kilobytes.reduce((sum, size) => sum + Number(size), 0) / 1024;
  } catch {
    return NaN;
  }
}
