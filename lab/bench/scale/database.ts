import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { connect } from "../../../lib/db/connect";
import { migrateDatabase } from "../../../lib/db/migrate";

/** Bytes in the database file for each row, indexes included. */
export type RowBytes = Readonly<Record<"users" | "sessions" | "cart_lines" | "attempts", number>>;

/** Session reads by key, and updates of “last seen”, per second of one process. */
export type Speed = Readonly<{ reads: number; writes: number }>;

const USERS = 50_000;
const HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$34Ga1bf559ulF0BKSRLxwA$UUGNaBYJYa7ePa/W6yW8BYk+f6rfQS3oUiOmbCn4Y9k";
const numbers = sql`with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${USERS})`;
/** A random id with the length of a base64url id. */
const id = (letters: number) => sql`substr(hex(randomblob(${letters})), 1, ${letters})`;
const user = sql`printf('user%018d', n)`;

const rows = {
  users: sql`insert into users (id, email, name, password_hash, created_at)
    ${numbers} select ${user}, printf('user.%06d@example.com', n), 'User', ${HASH}, 1790000000 from numbers`,
  sessions: sql`insert into sessions (id_hash, user_id, created_at, last_seen_at, user_agent, expires_at)
    ${numbers} select printf('session%036d', n), ${user}, 1790000000, 1790000000, ${"x".repeat(115)}, 4790000000 from numbers`,
  cart_lines: sql`insert into cart_lines (user_id, product_id, quantity) ${numbers} select ${user}, 'p01', 1 from numbers`,
  attempts: sql`insert into attempts (key, points, expires_at) ${numbers} select 'account:' || ${id(43)}, 1, 1790000000 from numbers`,
} as const;

async function rate(times: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let n = 0; n < times; n++) await work(n);
  return (times / (performance.now() - start)) * 1000;
}

/** Fills a database file with users, and measures its size and the speed of random reads and writes. */
export async function measureDatabase(
  random: () => number,
): Promise<{ bytes: RowBytes; speed: Speed }> {
  const folder = mkdtempSync(join(tmpdir(), "signet-scale-"));
  const client = connect(`file:${join(folder, "scale.db")}`);
  const database = drizzle(client);
  try {
    await client.execute("PRAGMA journal_mode = WAL");
    await migrateDatabase(database);
    const size = async (): Promise<number> => {
      const [pages, page] = [
        await client.execute("PRAGMA page_count"),
        await client.execute("PRAGMA page_size"),
      ];
      return Number(pages.rows[0]?.[0]) * Number(page.rows[0]?.[0]);
    };
    const bytes: Record<string, number> = {};
    for (const [table, insert] of Object.entries(rows)) {
      const before = await size();
      await database.run(insert);
      bytes[table] = ((await size()) - before) / USERS;
    }
    const key = () => `session${String(1 + Math.floor(random() * USERS)).padStart(36, "0")}`;
    const reads = await rate(5000, () =>
      client.execute({
        sql: "select users.id, name, email, last_seen_at from sessions join users on users.id = user_id where id_hash = ?",
        args: [key()],
      }),
    );
    const writes = await rate(2000, (n) =>
      client.execute({
        sql: "update sessions set last_seen_at = ? where id_hash = ?",
        args: [1790000000 + n, key()],
      }),
    );
    return { bytes: bytes as RowBytes, speed: { reads, writes } };
  } finally {
    client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
