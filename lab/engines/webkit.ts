import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../tests/support/port";
import type { Command, Driver } from "./browser";

/** WebDriver paths: https://www.w3.org/TR/webdriver2/#endpoints */
const endpoints: Record<
  Command,
  (element: string) => readonly [method: "GET" | "POST", path: string]
> = {
  Navigate: () => ["POST", "url"],
  Back: () => ["POST", "back"],
  Refresh: () => ["POST", "refresh"],
  GetCookies: () => ["GET", "cookie"],
  ExecuteScript: () => ["POST", "execute/sync"],
  ElementClick: (element) => ["POST", `element/${element}/click`],
  ElementSendKeys: (element) => ["POST", `element/${element}/value`],
};

async function call(url: string, method: string, body?: object): Promise<unknown> {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = (await response.json()) as {
    value: { error?: string; message?: string } | null;
  };
  if (!response.ok) throw new Error(`${url}: ${value?.error}: ${value?.message}`);
  return value;
}

/** A virtual display, for a machine without one. Xvfb chooses its number. */
async function startDisplay() {
  const display = spawn("Xvfb", ["-displayfd", "1", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(display, "exit").then(([code]) => {
    throw new Error(`Xvfb ended with ${code}`);
  });
  const [number] = (await Promise.race([once(display.stdout, "data"), ended])) as [Buffer];
  ended.catch(() => {});
  return { display, DISPLAY: `:${String(number).trim()}` };
}

const end = async (child: ChildProcess | undefined): Promise<void> => {
  if (child && child.exitCode === null && child.kill()) await once(child, "exit");
};

/** Starts WebKitGTK's browser with its WebDriver server. */
export async function startWebKit(driver: string): Promise<Driver> {
  const { display, DISPLAY } = process.env.DISPLAY
    ? { DISPLAY: process.env.DISPLAY }
    : await startDisplay();
  const port = await freePort();
  const child = spawn(driver, [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY },
  });
  const origin = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${origin}/status`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`WebKit's driver ended with ${child.exitCode}`);
    await delay(100);
  }
  const capabilities = { alwaysMatch: { browserName: "MiniBrowser" } };
  const { sessionId } = (await call(`${origin}/session`, "POST", { capabilities })) as {
    sessionId: string;
  };
  return {
    send: (command, { id = "", ...parameters }) => {
      const [method, path] = endpoints[command](String(id));
      return call(
        `${origin}/session/${sessionId}/${path}`,
        method,
        method === "POST" ? parameters : undefined,
      );
    },
    stop: async () => {
      await call(`${origin}/session/${sessionId}`, "DELETE");
      await end(child);
      await end(display);
    },
  };
}
