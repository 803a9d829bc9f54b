import { hash } from "@node-rs/argon2";
import { drizzle } from "drizzle-orm/libsql";
import { COST } from "@/lib/auth/password";
import { users } from "@/lib/db/schema";
import { expect, test } from "../../tests/fixtures";
import { openDatabase } from "../../tests/support/database";
import { login, randomAddress, unknownEmail } from "../../tests/support/login-attempts";
import type { Server } from "../../tests/support/server";

/** Enough pairs to see a missing password hash, which takes tens of milliseconds. */
const PAIRS = 50;

/** A difference that no network lets through, in milliseconds. */
const FLOOR = 1;

type Pair = readonly [known: number, unknown: number];

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const difference = (pairs: readonly Pair[]): number =>
  Math.abs(median(pairs.map(([known]) => known)) - median(pairs.map(([, unknown]) => unknown)));

/** The largest difference when chance decides, a thousand times, which time of each pair belongs to the known account. */
function noise(pairs: readonly Pair[]): number {
  const shuffled = () =>
    difference(pairs.map(([a, b]): Pair => (Math.random() < 0.5 ? [a, b] : [b, a])));
  return Math.max(...Array.from({ length: 1000 }, shuffled));
}

/** Users whose passwords cost what they cost in production. One hash, because none of them logs in. */
async function addUsers(databaseUrl: string): Promise<string[]> {
  const client = await openDatabase(databaseUrl);
  const passwordHash = await hash("the password of all", COST);
  const emails = Array.from({ length: PAIRS }, unknownEmail);
  const rows = emails.map((email) => ({ id: email, email, name: "A", passwordHash, createdAt: 0 }));
  await drizzle(client).insert(users).values(rows);
  client.close();
  return emails;
}

async function measure(server: Server, email: string, status: number, from: string) {
  const start = performance.now();
  const response = await login(server, { email, from });
  await response.arrayBuffer();
  expect(response.status).toBe(status);
  return performance.now() - start;
}

/** Compares logins to known and unknown accounts in pairs, so that a busy machine slows both. */
async function expectSameTime(
  server: Server,
  status: number,
  known: readonly string[],
  from: () => string,
): Promise<void> {
  const pairs: Pair[] = [];
  for (const [index, email] of known.entries()) {
    const emails = index % 2 ? [email, unknownEmail()] : [unknownEmail(), email];
    const [first, second] = [
      await measure(server, emails[0] ?? "", status, from()),
      await measure(server, emails[1] ?? "", status, from()),
    ];
    pairs.push(index % 2 ? [first, second] : [second, first]);
  }
  expect(difference(pairs)).toBeLessThanOrEqual(noise(pairs) + FLOOR);
}

test("the time of a refusal does not tell whether an account exists", async ({ server }) => {
  test.slow();
  const known = await addUsers(server.databaseUrl);
  await measure(server, unknownEmail(), 401, randomAddress());
  await expectSameTime(server, 401, known, randomAddress);
  const from = randomAddress();
  const database = await openDatabase(server.databaseUrl);
  await measure(server, unknownEmail(), 401, from);
  await database.execute("update attempts set points = 60 where key like 'address:%'");
  database.close();
  await expectSameTime(server, 429, known, () => from);
});
