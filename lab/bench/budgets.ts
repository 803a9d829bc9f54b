import { figure, ratio, written, range, type Figure } from "./statistics";
import type { Report } from "./report";
import type { Rounds } from "./rounds";
import type { TargetName } from "./targets";

/** A performance budget and its measured value. `met` is null when a short run has not measured it. */
export type Goal = Readonly<{
  what: string;
  wanted: string;
  measured: string;
  met: boolean | null;
}>;

type Bound = Readonly<{ least?: number; most?: number; unit?: string }>;

function goal(what: string, value: number | Figure, { least, most, unit = "" }: Bound): Goal {
  const median = typeof value === "number" ? value : value.median;
  const wanted =
    least !== undefined ? `≥ ${written(least)}${unit}` : `≤ ${written(most ?? 0)}${unit}`;
  if (!Number.isFinite(median)) return { what, wanted, measured: "–", met: null };
  const measured = `${typeof value === "number" ? written(value) : range(value)}${unit}`;
  return {
    what,
    wanted,
    measured,
    met: least !== undefined ? median >= least : median <= (most ?? 0),
  };
}

/** The budgets of the home and product pages, for guests and users: ratios to the floor and to Next's example. */
function pageGoals(of: (name: TargetName, what?: keyof Rounds) => number[]): Goal[] {
  return (["guest", "user"] as const).flatMap((who) =>
    (["home", "product"] as const).flatMap((page) => {
      const speed = of(`${page}, ${who}`);
      return [
        goal(
          `${page}, ${who}: requests/s against home's markup`,
          ratio(speed, of(`home's markup, ${who}`)),
          { least: 0.95, unit: " ×" },
        ),
        goal(`${page}, ${who}: requests/s against the floor`, ratio(speed, of(`floor, ${who}`)), {
          least: 0.95,
          unit: " ×",
        }),
        goal(
          `${page}, ${who}: requests/s against Next's example`,
          ratio(speed, of("example, user")),
          { least: 1.3, unit: " ×" },
        ),
        goal(
          `${page}, ${who}: first byte against a bare page behind a middleware`,
          ratio(of(`${page}, ${who}`, "firstByte"), of("bare page, middleware", "firstByte")),
          { most: 1.1, unit: " ×" },
        ),
      ];
    }),
  );
}

/** Signet's speed against each library's, for what both have. */
function peerGoals(of: (name: TargetName) => number[]): Goal[] {
  const pairs: readonly (readonly [TargetName, ...TargetName[]])[] = [
    ["home, guest", "Better Auth home, guest", "Auth.js home, guest"],
    [
      "home, user",
      "Better Auth home, user",
      "Better Auth with cookie cache, home, user",
      "Auth.js home, user",
    ],
    ["session JSON, guest", "Better Auth session JSON, guest", "Auth.js session JSON, guest"],
    [
      "session JSON, user",
      "Better Auth session JSON, user",
      "Better Auth with cookie cache, session JSON, user",
      "Auth.js session JSON, user",
    ],
    ["guard's redirect", "Better Auth's redirect", "Auth.js's redirect"],
  ];
  return pairs.flatMap(([own, ...others]) =>
    others.map((other) =>
      goal(`${own}: against ${other}`, ratio(of(own), of(other)), { least: 1, unit: " ×" }),
    ),
  );
}

function weightGoals({ pages }: Report): Goal[] {
  const bare = pages["bare page"]?.loaded.script ?? NaN;
  return Object.entries(pages).flatMap(([name, { loaded, idle }]) => {
    if (name === "bare page") return [];
    if (/^(Better Auth|Auth\.js)/.test(name)) return [];
    const most = name.startsWith("home") ? 2 : 6;
    return [
      goal(`${name}: script beyond the bare page's`, (loaded.script - bare) / 1000, {
        most,
        unit: " kB",
      }),
      goal(`${name}: script that comes when idle`, (idle.script - loaded.script) / 1000, {
        most: 0,
        unit: " kB",
      }),
    ];
  });
}

/** All budgets with their measured values. Ratios compare values of the same round. */
export function goals(report: Report): Goal[] {
  const { rounds, builds, development, edge, megabytes, cookies, seals } = report;
  const of = (name: TargetName, what: keyof Rounds = "perSecond"): number[] =>
    rounds[name]?.[what] ?? [];
  return [
    ...pageGoals(of),
    goal(
      "session JSON, guest: against a bare handler",
      ratio(of("session JSON, guest"), of("bare handler")),
      { least: 0.9, unit: " ×" },
    ),
    goal(
      "session JSON, user: against a bare handler",
      ratio(of("session JSON, user"), of("bare handler")),
      { least: 0.75, unit: " ×" },
    ),
    ...(["home", "session JSON"] as const).map((page) =>
      goal(
        `${page}, bound user: against an unbound one`,
        ratio(of(`${page}, bound user`), of(`${page}, user`)),
        { least: 0.85, unit: " ×" },
      ),
    ),
    goal(
      "the guard's redirect: against the bare page",
      ratio(of("guard's redirect"), of("bare page")),
      { least: 0.5, unit: " ×" },
    ),
    goal("opening a seal seen a moment ago", seals.hot, { most: 0.05, unit: " ms" }),
    ...peerGoals(of),
    ...weightGoals(report),
    goal(
      "edge bundle beyond a trivial middleware's, gzip",
      (edge.signet - edge.middleware) / 1000,
      { most: 60, unit: " kB" },
    ),
    goal("session cookie at login", cookies.session, { most: 400, unit: " bytes" }),
    goal("times a login sets it", cookies.setAtLogin, { most: 1 }),
    goal("cookies set by a prefetch", cookies.setByPrefetch, { most: 0 }),
    goal("a guest's cart of 20 lines", cookies.cartOf20, { most: 1200, unit: " bytes" }),
    goal(
      "build, against the guard app's",
      figure(builds.signet.map((time, n) => time / (builds.guard[n] ?? NaN))),
      { most: 2, unit: " ×" },
    ),
    goal(
      "first development page, against the guard app's",
      ratio(development.signet, development.guard),
      { most: 1.6, unit: " ×" },
    ),
    goal("memory after load, against the guard app's", megabytes.signet / megabytes.guard, {
      most: 1.5,
      unit: " ×",
    }),
  ];
}
