import { existsSync } from "node:fs";

const HELP = `npm run session -- show <cookie>    what a sealed cookie holds, or why it doesn't open
npm run session -- list <email>     the devices that are logged in
npm run session -- revoke <email>   ends every session of a member, on every instance, at once
A cookie is given as the browser's developer tools show it: name=value, or the value alone. Settings come from .env.local.
Without a DATABASE_URL, the file of npm run dev is asked; with NODE_ENV=production before the command, that of npm start.`;

const time = (seconds: number): string => new Date(seconds * 1000).toISOString();

async function show(cookie: string): Promise<void> {
  const { inspect } = await import("../lib/inspect-cookie");
  const { sealedCookies } = await import("../app/session/cookies");
  const value = cookie.includes("=") ? cookie.slice(cookie.indexOf("=") + 1) : cookie;
  const found = await inspect(
    value.trim(),
    sealedCookies.map((kind) => kind.cookie),
  );
  if (!found.opens) throw new Error(`It does not open. ${found.why} (${found.bytes} bytes)`);
  const { sealedAt, ends, ...rest } = found;
  const asTimes = Object.entries(ends).map(([name, value]) => [
    name,
    typeof value === "number" ? time(value) : value,
  ]);
  console.log(
    JSON.stringify(
      { ...rest, sealedAt: time(sealedAt), ends: Object.fromEntries(asTimes) },
      null,
      2,
    ),
  );
}

async function userOf(email: string): Promise<string> {
  const { findUserByEmail } = await import("../lib/auth/users");
  const user = await findUserByEmail(email.trim().toLowerCase());
  if (!user) throw new Error(`Nobody has an account with the address ${email}.`);
  return user.id;
}

async function list(email: string): Promise<void> {
  const { listSessions } = await import("../lib/auth/sessions");
  const { deviceName } = await import("../lib/auth/device-name");
  const devices = await listSessions(await userOf(email));
  for (const { id, userAgent, createdAt, lastSeenAt } of devices) {
    console.log(
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
