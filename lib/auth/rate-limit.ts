import "server-only";
import { eq, lte, sql } from "drizzle-orm";
import RateLimiterRes from "rate-limiter-flexible/lib/RateLimiterRes.js";
import RateLimiterStoreAbstract from "rate-limiter-flexible/lib/RateLimiterStoreAbstract.js";
import { db } from "../db/client";
import { attempts } from "../db/schema";
import { nowInSeconds } from "../session/sealed-cookie";

type Row = Pick<typeof attempts.$inferSelect, "points" | "expiresAt">;

/** How often rows that no longer count are taken out, in seconds. */
const SWEEP_EVERY = 300;
let sweptAt = 0;

async function sweep(now: number): Promise<void> {
  if (now - sweptAt < SWEEP_EVERY) return;
  sweptAt = now;
  await (await db()).delete(attempts).where(lte(attempts.expiresAt, now));
}

/**
 * A limit kept in the table `attempts`, so that every instance counts together. rate-limiter-flexible decides and we
 * store: each try is one statement that counts and answers at once, so no two can both be the last one allowed. A key
 * past its limit is also remembered in memory until its time is up: a flood then costs no query.
 */
export class AttemptLimiter extends RateLimiterStoreAbstract {
  /** @param duration seconds, from the first try, in which `points` tries are allowed */
  constructor(keyPrefix: string, { points, duration }: { points: number; duration: number }) {
    super({ keyPrefix, points, duration, storeClient: null, inMemoryBlockOnConsumed: points + 1 });
  }

  async _upsert(
    key: string,
    points: number,
    msDuration: number,
    forceExpire = false,
  ): Promise<Row> {
    const now = nowInSeconds();
    await sweep(now);
    const over = forceExpire ? sql`true` : sql`${attempts.expiresAt} <= ${now}`;
    const fresh = { points: Math.max(0, points), expiresAt: now + Math.ceil(msDuration / 1000) };
    const [row] = await (
      await db()
    )
      .insert(attempts)
      .values({ key, ...fresh })
      .onConflictDoUpdate({
        target: attempts.key,
        set: {
          points: sql`case when ${over} then ${fresh.points} else max(0, ${attempts.points} + ${points}) end`,
          expiresAt: sql`case when ${over} then ${fresh.expiresAt} else ${attempts.expiresAt} end`,
        },
      })
      .returning();
    return row ?? fresh;
  }

  async _get(key: string): Promise<Row | null> {
    const [row] = await (await db()).select().from(attempts).where(eq(attempts.key, key));
    return row && row.expiresAt > nowInSeconds() ? row : null;
  }

  async _delete(key: string): Promise<boolean> {
    const gone = await (
      await db()
    )
      .delete(attempts)
      .where(eq(attempts.key, key))
      .returning({ key: attempts.key });
    return gone.length > 0;
  }

  _getRateLimiterRes(_key: string, changed: number, { points, expiresAt }: Row): RateLimiterRes {
    const left = Math.max(0, this.points - points);
    return new RateLimiterRes(
      left,
      Math.max(0, expiresAt * 1000 - Date.now()),
      points,
      points === changed,
    );
  }
}
