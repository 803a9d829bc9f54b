import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "../../lib/env";
import { quantile, written } from "./statistics";
import type { Report } from "./report";
import { countAsked, type Asked } from "./scale/queries";
import { measureDatabase } from "./scale/database";
import { habits, seeded, simulate, type Rates } from "./scale/simulation";
import { table } from "./table";

/** For how many members at once it is worked out. */
const ONLINE = 1_000_000;
const SEED = 1;
/** `SEEN_EVERY` of lib/auth/sessions.ts is the second of these. */
const SEEN = [60, 300, 900, 3600];
const say = (text: string) => console.error(text);

// The defaults of all settings.
const env = parseEnv({
  NODE_ENV: "production",
  SESSION_SECRET: randomBytes(32).toString("base64url"),
});

/** What a member's page costs a processor, in milliseconds: as the last `npm run bench` found it here, or about. */
function processor(): number {
  if (!existsSync("lab/bench/results.json")) return 4;
  const { rounds } = JSON.parse(readFileSync("lab/bench/results.json", "utf8")) as Report;
  return quantile(rounds["home, member"]?.processor ?? [], 0.5);
}

const perSecond = (rates: Rates, what: keyof Rates) => rates[what] * ONLINE;

async function main(): Promise<void> {
  say("counting queries per request");
  const asked = await countAsked();
  say("filling a database");
  const { bytes, speed } = await measureDatabase(seeded(SEED));
  say("simulating users");
  const lives = SEEN.map((seenEvery) =>
    simulate({ people: 2000, visits: 60, seenEvery, env, random: seeded(SEED) }),
  );
  const usual = lives[1] as Rates;

  const of = (kind: string): Asked => {
    const found = asked[kind];
    if (!found) throw new Error(`${kind} was not counted`);
    return found;
  };
  /** Trips or commits in a second; last seen is counted apart. */
  const all = (rates: Rates, what: keyof Asked): number =>
    perSecond(rates, "pages") * of("a member's home page")[what] +
    perSecond(rates, "adds") * of("add to cart, member")[what] +
    perSecond(rates, "logins") * of("login, known device")[what] +
    perSecond(rates, "seen");
  const cost = processor();

  console.log(`${table(
    ["a request", "trips to the database", "of these, commits", "statements"],
    Object.entries(asked).map(([kind, { trips, commits, statements }]) => [
      kind,
      ...[trips, commits, statements].map(String),
    ]),
  )}

${table(
  ["a row of", "bytes in the file"],
  Object.entries(bytes).map(([name, size]) => [`\`${name}\``, written(size)]),
)}

A file, asked by one process: ${written(speed.reads)} sessions read in a second, ${written(speed.writes)} commits.

${table(
  ["a million members online", "in a second"],
  [
    ["pages", written(perSecond(usual, "pages"))],
    ["trips to the database", written(all(usual, "trips"))],
    ["of these, commits", written(all(usual, "commits"))],
    ["to note when a session was last seen", written(perSecond(usual, "seen"))],
    ["for carts", written(perSecond(usual, "adds"))],
    ["for logins", written(perSecond(usual, "logins") * of("login, known device").commits)],
    ["sessions sealed anew, without any trip", written(perSecond(usual, "renewed"))],
    [
      `processors that make pages, at ${written(cost)} ms each`,
      written((perSecond(usual, "pages") * cost) / 1000),
    ],
  ],
)}

${table(
  ["last seen is exact to", "commits for it", "commits in all", "× what one file takes"],
  lives.map((rates, place) => [
    `${(SEEN[place] ?? 0) / 60} min`,
    written(perSecond(rates, "seen")),
    written(all(rates, "commits")),
    written(all(rates, "commits") / speed.writes),
  ]),
)}

Somebody online turns a page every ${habits.between} s, ${habits.pages} in a visit; ${habits.adds * 100} % of pages put something into
the cart, ${habits.logins * 100} % of visits begin by logging in. Seed ${SEED}.`);
}

await main();
