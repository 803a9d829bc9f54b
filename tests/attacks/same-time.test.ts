import { hash } from "@node-rs/argon2";
import { drizzle } from "drizzle-orm/libsql";
import { users } from "@/lib/db/schema";
import { expect, login, newAddress, nobody, test } from "../support/behind-a-proxy";
import { openDatabase } from "../support/database";
import type { Server } from "../support/server";

const PEOPLE = 200;

/** Milliseconds that a network hides in any case. */
const FLOOR = 1;

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

type Pair = readonly [known: number, unknown: number];

const apart = (pairs: readonly Pair[]): number =>
  Math.abs(median(pairs.map(([known]) => known)) - median(pairs.map(([, unknown]) => unknown)));

/**
 * What mere noise looks like: the medians' largest difference when it is drawn by lot, a thousand times, which answer of
 * each pair was the known account's.
 */
function noise(pairs: readonly Pair[]): number {
  const drawn = Array.from({ length: 1000 }, () =>
    apart(pairs.map(([a, b]): Pair => (Math.random() < 0.5 ? [a, b] : [b, a]))),
  );
  return Math.max(...drawn);
}

/** The medians of two halves of the same group, apart. */
function halves(times: readonly number[]): number {
  return Math.abs(
    median(times.filter((_, index) => index % 2)) -
      median(times.filter((_, index) => index % 2 === 0)),
  );
}

/** Members whose passwords cost what production's cost; one hash for all, because none of them will log in. */
async function addMembers(databaseUrl: string): Promise<string[]> {
  const client = await openDatabase(databaseUrl);
  const passwordHash = await hash("the password of all", {
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
  });
  const emails = Array.from({ length: PEOPLE }, nobody);
  const database = drizzle(client);
  await database
    .insert(users)
    .values(
      emails.map((email) => ({ id: email, email, name: "A member", passwordHash, createdAt: 0 })),
    );
  client.close();
  return emails;
}

async function timeOf(
  server: Server,
  email: string,
  status: number,
  from: string,
): Promise<number> {
  const start = performance.now();
  const response = await login(server, { email, from });
  await response.arrayBuffer();
  const time = performance.now() - start;
  expect(response.status).toBe(status);
  return time;
}

/** Logins to known and unknown accounts, a pair at a time and either one first in turn: whatever slows one slows both. */
async function compare(
  server: Server,
  status: number,
  members: readonly string[],
  from: () => string,
) {
  const pairs: Pair[] = [];
  for (const [index, member] of members.entries()) {
    const first = await timeOf(server, index % 2 ? member : nobody(), status, from());
    const second = await timeOf(server, index % 2 ? nobody() : member, status, from());
    pairs.push(index % 2 ? [first, second] : [second, first]);
  }
  const [known, unknown] = [pairs.map(([time]) => time), pairs.map(([, time]) => time)];
  const [difference, allowed] = [apart(pairs), noise(pairs) + FLOOR];
  const ms = (time: number) => `${time.toFixed(2)} ms`;
  const figures =
    `known ${ms(median(known))}, unknown ${ms(median(unknown))}, difference ${ms(difference)} of ${ms(allowed)} allowed; ` +
    `halves of the same group differ by ${ms(halves(known))} and ${ms(halves(unknown))}`;
  test.info().annotations.push({ type: "timing", description: figures });
  return { difference, allowed, figures };
}

test("the time of a refusal doesn't tell whether an account exists, nor does the time of being asked to wait", async ({
  server,
}) => {
  test.setTimeout(240_000);
  const members = await addMembers(server.databaseUrl);
  const warmUp = newAddress();
  for (let time = 0; time < 10; time++) await timeOf(server, nobody(), 401, warmUp);
  const wrong = await compare(server, 401, members, newAddress);
  expect(wrong.difference, wrong.figures).toBeLessThanOrEqual(wrong.allowed);

  const limited = newAddress();
  for (let time = 0; time < 60; time++) await timeOf(server, nobody(), 401, limited);
  const waiting = await compare(server, 429, members, () => limited);
  expect(waiting.difference, waiting.figures).toBeLessThanOrEqual(waiting.allowed);
  process.stdout.write(`    wrong: ${wrong.figures}\n    asked to wait: ${waiting.figures}\n`);
});
