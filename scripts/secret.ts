import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";

const FILE = ".env.local";
const secret = randomBytes(32).toString("base64url");

/** Gives a fresh clone a secret of its own, once, so that sessions outlive a restart of the development server. */
function ensureSecret(): void {
  const kept = existsSync(FILE) ? readFileSync(FILE, "utf8") : "";
  if (process.env.SESSION_SECRET || /^\s*SESSION_SECRET=./m.test(kept)) return;
  appendFileSync(FILE, `${kept && !kept.endsWith("\n") ? "\n" : ""}SESSION_SECRET=${secret}\n`, { mode: 0o600 });
  console.log(`A new SESSION_SECRET is in ${FILE}, which git ignores.`);
}

if (process.argv.includes("--ensure")) ensureSecret();
else console.log(secret);
