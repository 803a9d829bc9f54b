import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "../../lib/env";
import { quantile, written } from "./statistics";
import type { Report } from "./report";
import { countQueries, type QueryCount } from "./scale/queries";
import { measureDatabase } from "./scale/database";
import { habits, seeded, simulate, type Rates } from "./scale/simulation";
import { table } from "./table";

/** The number of concurrent users to calculate for. */
const ONLINE = 1_000_000;
const SEED = 1;
/** Values of `SEEN_EVERY` in lib/auth/sessions.ts to compare. The second one is the current value. */
const SEEN = [60, 300, 900, 3600];
const say = (text: string) => console.error(text);

// The defaults of all settings.
const env = parseEnv({
  NODE_ENV: "production",
  SESSION_SECRET: randomBytes(32).toString("base64url"),
});

/** Processor time of a user's home page in milliseconds, from the last `npm run bench`, or an estimate. */
function processor(): number {
  if (!existsSync("lab/bench/results.json")) return 4;
  const { rounds } = JSON.parse(readFileSync("lab/bench/results.json", "utf8")) as Report;
  return quantile(rounds["home, user"]?.processor ?? [], 0.5);
}

const perSecond = (rates: Rates, what: keyof Rates) => rates[what] * ONLINE;

async function main(): Promise<void> {
  say("counting queries per request");
  const asked = await countQueries();
  say("filling a database");
  const { bytes, speed } = await measureDatabase(seeded(SEED));
  say("simulating users");
  const results = SEEN.map((seenEvery) =>
    simulate({ users: 2000, visits: 60, seenEvery, env, random: seeded(SEED) }),
  );
  const usual = results[1] as Rates;

  const of = (kind: string): QueryCount => {
    const found = asked[kind];
    if (!found) throw new Error(`${kind} was not counted`);
    return found;
  };
  /** Round trips or commits per second. Updates of “last seen” are added separately. */
  const all = (rates: Rates, what: keyof QueryCount): number =>
    perSecond(rates, "pages") * of("a user's home page")[what] +
    perSecond(rates, "adds") * of("add to cart, user")[what] +
    perSecond(rates, "logins") * of("login, known device")[what] +
    perSecond(rates, "seen");
  const cost = processor();

  console.log(`${table(
    ["a request", "round trips", "of these, commits", "statements"],
    Object.entries(asked).map(([kind, { trips, commits, statements }]) => [
      kind,
      ...[trips, commits, statements].map(String),
    ]),
  )}

${table(
  ["a row of", "bytes in the file"],
  Object.entries(bytes).map(([name, size]) => [`\`${name}\``, written(size)]),
)}

A database file, one process: ${written(speed.reads)} session reads and ${written(speed.writes)} commits per second.

${table(
  ["a million users online", "per second"],
  [
    ["pages", written(perSecond(usual, "pages"))],
    ["round trips to the database", written(all(usual, "trips"))],
    ["of these, commits", written(all(usual, "commits"))],
    ["“last seen” of sessions", written(perSecond(usual, "seen"))],
    ["carts", written(perSecond(usual, "adds"))],
    ["logins", written(perSecond(usual, "logins") * of("login, known device").commits)],
    ["renewed sessions, no round trip", written(perSecond(usual, "renewed"))],
    [
      `processors for pages, at ${written(cost)} ms each`,
      written((perSecond(usual, "pages") * cost) / 1000),
    ],
  ],
)}

${table(
  ["precision of “last seen”", "commits for it", "all commits", "× the commits of one file"],
  results.map((rates, place) => [
    `${(SEEN[place] ?? 0) / 60} min`,
    written(perSecond(rates, "seen")),
    written(all(rates, "commits")),
    written(all(rates, "commits") / speed.writes),
  ]),
)}

Assumptions: a user opens a page every ${habits.between} s, ${habits.pages} in a visit; ${habits.adds * 100} % of pages
add to the cart, ${habits.logins * 100} % of visits begin with a login. Seed ${SEED}.`);
}

await main();
