import type { Env } from "../../../lib/env";
import { timeouts } from "../../../lib/session/policy";

/** How users behave: assumptions, to adapt to another site. Times in seconds. */
export const habits = {
  /** Average time between two pages of a visit. */
  between: 30,
  /** Pages in a visit, on average. */
  pages: 12,
  /** Average time between two visits. */
  away: 86_400,
  /** Share of pages that are document requests; the others are soft navigations. */
  documents: 0.4,
  /** Share of pages that add to the cart. */
  adds: 0.05,
  /** Share of visits that begin with a login. */
  logins: 0.1,
} as const;

/** Events per second for each user who is online. */
export type Rates = Readonly<Record<"pages" | "adds" | "logins" | "seen" | "renewed", number>>;

/** A seeded random number generator (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Options = Readonly<{
  users: number;
  visits: number;
  seenEvery: number;
  env: Env;
  random: () => number;
}>;

/** Simulates users who visit repeatedly, with the site's own rule for renewals. */
export function simulate({ users, visits, seenEvery, env, random }: Options): Rates {
  const counted = { pages: 0, adds: 0, logins: 0, seen: 0, renewed: 0 };
  const about = (average: number) => -average * Math.log(1 - random());
  let online = 0;
  for (let user = 0; user < users; user++) {
    let now = 0;
    let seen = -Infinity;
    const identity = { id: "", userId: "", provenAt: 0, permanent: true };
    let session = { record: { createdAt: 0, identity, fields: {} }, sealedAt: 0 };
    for (let visit = 0; visit < visits; visit++) {
      now += about(habits.away);
      if (random() < habits.logins) {
        counted.logins++;
        session = { record: { ...session.record, createdAt: now }, sealedAt: now };
        seen = now;
      }
      do {
        const wait = about(habits.between);
        now += wait;
        online += wait;
        counted.pages++;
        if (random() < habits.adds) counted.adds++;
        if (now - seen >= seenEvery) {
          counted.seen++;
          seen = now;
        }
        const { renewableFrom } = timeouts(session.record, session.sealedAt, env);
        if (random() < habits.documents && now >= renewableFrom) {
          counted.renewed++;
          session = { ...session, sealedAt: now };
        }
      } while (random() > 1 / habits.pages);
    }
  }
  const rates = Object.entries(counted).map(([what, count]) => [what, count / online]);
  return Object.fromEntries(rates) as Rates;
}
