import { existsSync } from "node:fs";

const HELP = `npm run session -- show <cookie>    what a sealed cookie holds, or why it does not open
npm run session -- list <email>     the devices where a user is logged in
npm run session -- revoke <email>   ends every session of a user, on every instance, at once
Copy the cookie from the browser's developer tools: name=value, or the value alone. Settings come from .env.local.
Without DATABASE_URL the database is the one of npm run dev; with NODE_ENV=production, the one of npm start.`;

/** Prints text without control characters: a client chose parts of it, and a terminal would obey them. */
const print = (text: string): void => console.log(text.replace(/[^\P{Cc}\n]/gu, "?"));

const time = (seconds: number): string => new Date(seconds * 1000).toISOString();

async function show(cookie: string): Promise<void> {
  const { inspectCookie } = await import("../lib/inspect-cookie");
  const { formatDuration } = await import("../lib/duration");
  const [, name, value = ""] = /^(?:([^=]*)=)?(.*)$/.exec(cookie.trim()) ?? [];
  const { bytes, refused, opened } = await inspectCookie(value, name);
  if (!opened) throw new Error(`It does not open. ${refused} (${bytes} bytes)`);
  const { purpose, secret, sealedAt, expiry, data } = opened;
  const shown = {
    opens: true,
    refused,
    purpose,
    bytes,
    secret,
    age: formatDuration(Date.now() / 1000 - sealedAt),
    sealedAt: time(sealedAt),
    ...Object.fromEntries(Object.entries(expiry).map(([name, at]) => [name, time(at)])),
    data,
  };
  print(JSON.stringify(shown, null, 2));
}

async function userOf(email: string): Promise<string> {
  const { findUserByEmail } = await import("../lib/auth/find-user");
  const user = await findUserByEmail(email.trim().toLowerCase());
  if (!user) throw new Error(`There is no account with the address ${email}.`);
  return user.id;
}

async function list(email: string): Promise<void> {
  const { listSessions } = await import("../lib/auth/sessions");
  const { deviceName } = await import("../lib/auth/device-name");
  const devices = await listSessions(await userOf(email));
  for (const { id, userAgent, createdAt, lastSeenAt } of devices) {
    print(
      `${id.slice(0, 8)}  ${deviceName(userAgent)}, since ${time(createdAt)}, last seen ${time(lastSeenAt)}`,
    );
  }
  console.log(`${devices.length} logged in.`);
}

async function revoke(email: string): Promise<void> {
  const { deleteSessions } = await import("../lib/auth/sessions");
  console.log(`${await deleteSessions(await userOf(email))} sessions ended.`);
}

const commands: Record<string, (argument: string) => Promise<void>> = { show, list, revoke };

async function main([name = "", argument = ""]: string[]): Promise<void> {
  if (existsSync(".env.local")) process.loadEnvFile(".env.local");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command && argument) return command(argument);
  console.log(HELP);
  if (name !== "--help") process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
