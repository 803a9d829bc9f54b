import "server-only";
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Mail } from "./mail";
import { mailOrigin } from "./origin";

const FOLDER = ".data/mail";
/** How many mails the page shows. */
const SHOWN = 50;

/** Development without `SMTP_URL`: keeps a mail as a file for /mailbox, with its HTML beside it. */
export async function saveMail(mail: Mail): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const name = `${new Date().toISOString().replaceAll(":", "-")}-${randomUUID().slice(0, 8)}`;
  await writeFile(join(FOLDER, `${name}.html`), mail.html);
  await writeFile(join(FOLDER, `${name}.json`), JSON.stringify(mail, null, 2));
  const line = `Mail to ${mail.to}: “${mail.subject}”. Read it at ${mailOrigin()}/mailbox\n`;
  process.stdout.write(line);
}

/** The saved mails, newest first. */
export async function listMails(): Promise<(Mail & { id: string })[]> {
  const names = await readdir(FOLDER).catch(() => []);
  const newest = names
    .filter((name) => name.endsWith(".json"))
    .sort()
    .reverse()
    .slice(0, SHOWN);
  return Promise.all(
    newest.map(async (name) => ({
      ...(JSON.parse(await readFile(join(FOLDER, name), "utf8")) as Mail),
      id: name.replace(/\.json$/, ""),
    })),
  );
}
