import "server-only";
import { createHash } from "node:crypto";
import { eq, lte, sql } from "drizzle-orm";
import { db } from "../db/client";
import { attempts } from "../db/schema";
import { nowInSeconds } from "../duration";
import { RateLimitError } from "./rate-limit-error";

/** `points` attempts within `duration` seconds, counted from the first one. */
export type Limit = Readonly<{ name: string; points: number; duration: number }>;

/** How often expired rows are deleted, in seconds. */
const SWEEP_EVERY = 300;
let sweptAt = 0;

/** Limits that are used up, with the end of their time: a flood then costs no query. */
const blocked = new Map<string, number>();
const MAX_BLOCKED = 10_000;

/** A digest, because what is typed into an e-mail field is sometimes a password. */
const keyOf = ({ name }: Limit, subject: string): string =>
  `${name}:${createHash("sha256").update(subject).digest("base64url")}`;

async function sweep(now: number): Promise<void> {
  if (now - sweptAt < SWEEP_EVERY) return;
  sweptAt = now;
  for (const [key, until] of blocked) if (until <= now) blocked.delete(key);
  await (await db()).delete(attempts).where(lte(attempts.expiresAt, now));
}

/**
 * Counts one attempt of `subject` in the database, so that all instances count together. One statement counts and
 * answers: two attempts at once cannot both be the last one allowed.
 * @throws RateLimitError when the limit is used up
 */
export async function countAttempt(limit: Limit, subject: string): Promise<void> {
  const key = keyOf(limit, subject);
  const now = nowInSeconds();
  const until = blocked.get(key) ?? 0;
  if (until > now) throw new RateLimitError(until - now);
  await sweep(now);
  const isOver = sql`${attempts.expiresAt} <= ${now}`;
  const fresh = { points: 1, expiresAt: now + limit.duration };
  const database = await db();
  const [row = fresh] = await database
    .insert(attempts)
    .values({ key, ...fresh })
    .onConflictDoUpdate({
      target: attempts.key,
      set: {
        points: sql`case when ${isOver} then 1 else ${attempts.points} + 1 end`,
        expiresAt: sql`case when ${isOver} then ${fresh.expiresAt} else ${attempts.expiresAt} end`,
      },
    })
    .returning();
  if (row.points <= limit.points) return;
  if (blocked.size < MAX_BLOCKED) blocked.set(key, row.expiresAt);
  throw new RateLimitError(Math.max(1, row.expiresAt - now));
}

/** Takes one attempt back: it was legitimate. */
export async function returnAttempt(limit: Limit, subject: string): Promise<void> {
  const points = sql`max(0, ${attempts.points} - 1)`;
  const update = (await db()).update(attempts).set({ points });
  await update.where(eq(attempts.key, keyOf(limit, subject)));
}

/** Forgets every attempt of `subject`. */
export async function clearAttempts(limit: Limit, subject: string): Promise<void> {
  const key = keyOf(limit, subject);
  blocked.delete(key);
  await (await db()).delete(attempts).where(eq(attempts.key, key));
}

/**
 * Whether a one-time value, such as a WebAuthn challenge, is used for the first time within `seconds`. Of two uses at once
 * one is the first.
 */
export async function isFirstUse(value: string, seconds: number): Promise<boolean> {
  try {
    await countAttempt({ name: "once", points: 1, duration: seconds }, value);
    return true;
  } catch (error) {
    if (error instanceof RateLimitError) return false;
    throw error;
  }
}
