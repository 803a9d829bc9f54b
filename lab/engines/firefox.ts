import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Driver } from "./browser";

type Answer = [
  type: 1,
  id: number,
  error: { error: string; message: string } | null,
  result: unknown,
];

/** The messages of a connection. Each is its length, a colon, and JSON. */
async function* messages(socket: Socket): AsyncGenerator<unknown, undefined> {
  let rest = Buffer.alloc(0);
  for await (const chunk of socket) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let colon = rest.indexOf(":"); colon > 0; colon = rest.indexOf(":")) {
      const end = colon + 1 + Number(rest.subarray(0, colon));
      if (rest.length < end) break;
      yield JSON.parse(rest.subarray(colon + 1, end).toString());
      rest = rest.subarray(end);
    }
  }
}

/** Starts Firefox and speaks its Marionette protocol. geckodriver would translate WebDriver to it; Debian has none. */
export async function startFirefox(binary: string): Promise<Driver> {
  const profile = mkdtempSync(join(tmpdir(), "signet-firefox-"));
  writeFileSync(join(profile, "user.js"), 'user_pref("marionette.port", 0);\n');
  const child = spawn(binary, ["--headless", "--marionette", "--no-remote", "--profile", profile], {
    stdio: "ignore",
  });
  const portFile = join(profile, "MarionetteActivePort");
  while (!existsSync(portFile) || !readFileSync(portFile, "utf8")) {
    if (child.exitCode !== null) throw new Error(`Firefox ended with ${child.exitCode}`);
    await delay(100);
  }
  const socket = connect(Number(readFileSync(portFile, "utf8")), "127.0.0.1");
  const incoming = messages(socket);
  await incoming.next();
  let id = 0;
  const send = async (name: string, parameters: object): Promise<unknown> => {
    const text = JSON.stringify([0, ++id, name, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, , error, result] = (await incoming.next()).value as Answer;
    if (error) throw new Error(`${name}: ${error.error}: ${error.message}`);
    return result !== null && typeof result === "object" && "value" in result
      ? result.value
      : result;
  };
  await send("WebDriver:NewSession", {});
  return {
    send: (command, parameters) => send(`WebDriver:${command}`, parameters),
    stop: async () => {
      socket.destroy();
      if (child.exitCode === null && child.kill()) await once(child, "exit");
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
