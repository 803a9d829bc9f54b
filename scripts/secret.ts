import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseEnv } from "node:util";

const HELP = `npm run secret             prints a new secret
npm run secret -- --add    puts a new one in front of SESSION_SECRET in .env.local: it seals at once in
                           development, else from the next start on, and what the others have sealed still opens.
                           The list keeps the newest 3`;

const FILE = ".env.local";
const SETTING = /^[^\S\n]*(?:export\s+)?SESSION_SECRET[^\S\n]*=.*$/gm;

/** Enough for a rotation that begins before the last one is complete. Older secrets are dropped. */
const MOST_KEPT = 3;

const secret = randomBytes(32).toString("base64url");
const readSettings = (): string => (existsSync(FILE) ? readFileSync(FILE, "utf8") : "");

/** Writes a temporary file and renames it, so no reader sees a partial file. Only the owner can read it. */
function writeSettings(text: string): void {
  const draft = `${FILE}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, FILE);
}

/** Replaces the last SESSION_SECRET line, which is the effective one, or appends a line. */
function withSecrets(settings: string, secrets: readonly string[]): string {
  const list = secrets.join(",");
  const quote = /[#"'`\s]/.test(list) ? (list.includes('"') ? "'" : '"') : "";
  const line = `SESSION_SECRET=${quote}${list}${quote}`;
  const last = [...settings.matchAll(SETTING)].at(-1);
  if (last)
    return settings.slice(0, last.index) + line + settings.slice(last.index + last[0].length);
  return `${settings}${settings && !settings.endsWith("\n") ? "\n" : ""}${line}\n`;
}

function secretsIn(settings: string): string[] {
  const list = parseEnv(settings).SESSION_SECRET ?? "";
  return list.split(",").flatMap((kept) => kept.trim() || []);
}

/** Gives a fresh clone a secret of its own, once, so that sessions outlive a restart of the development server. */
function ensure(): void {
  const settings = readSettings();
  if (process.env.SESSION_SECRET || secretsIn(settings).length) return;
  writeSettings(withSecrets(settings, [secret]));
  console.log(`A new SESSION_SECRET is in ${FILE}, which git ignores.`);
}

function add(): void {
  const settings = readSettings();
  const before = secretsIn(settings);
  const secrets = [secret, ...before].slice(0, MOST_KEPT);
  writeSettings(withSecrets(settings, secrets));
  const dropped = before.length + 1 - secrets.length;
  console.log(
    `A new secret is in front of ${secrets.length - 1} older in ${FILE}.${dropped ? ` Dropped: ${dropped}.` : ""}`,
  );
  if (process.env.SESSION_SECRET)
    console.log(`SESSION_SECRET is set in the environment, which goes before ${FILE}.`);
}

const commands: Record<string, () => void> = {
  "": () => console.log(secret),
  "--ensure": ensure,
  "--add": add,
};
const [name = "", ...more] = process.argv.slice(2);

if (Object.hasOwn(commands, name) && !more.length) commands[name]?.();
else {
  console.log(HELP);
  if (name !== "--help") process.exitCode = 1;
}
