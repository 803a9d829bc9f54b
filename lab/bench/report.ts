import type { AppName } from "./apps";
import type { CookieFigures } from "./cookies";
import { figure, quantile, range, ratio, written } from "./statistics";
import { goals } from "./budgets";
import { PAGES } from "./memory";
import type { LoginTimes } from "./logins";
import type { Results } from "./rounds";
import type { SealTimes } from "./seals";
import { table } from "./table";
import type { Page } from "./page-weight";

/** Everything a run of the bench has found out. */
export type Report = Readonly<{
  machine: { processors: number; node: string; next: string };
  seconds: number;
  rounds: Results;
  pages: Record<string, Page>;
  builds: Record<AppName, number[]>;
  development: Record<"bare" | "guard" | "signet", number[]>;
  edge: Record<"signet" | "middleware", number>;
  megabytes: Record<AppName, number>;
  cookies: CookieFigures;
  logins: LoginTimes;
  seals: SealTimes;
}>;

const median = (values: readonly number[]): string => written(quantile(values, 0.5));

function speedTable({ rounds }: Report): string {
  const bare = rounds["bare page"]?.perSecond ?? [];
  const rows = Object.entries(rounds).map(
    ([name, { perSecond, p50, p99, firstByte, processor }]) => [
      name,
      range(figure(perSecond)),
      written(ratio(perSecond, bare).median),
      median(p50),
      median(p99),
      median(firstByte),
      median(processor),
    ],
  );
  return table(
    ["", "requests/s", "× bare page", "p50 ms", "p99 ms", "first byte ms", "processor ms"],
    rows,
  );
}

const kB = (bytes: number): string => written(bytes / 1000);

function weightTable({ pages }: Report): string {
  const rows = Object.entries(pages).map(([name, { loaded, idle }]) => [
    name,
    ...[loaded.html, loaded.css, loaded.script, loaded.other].map(kB),
    String(loaded.requests),
    kB(idle.script),
    kB(idle.other),
    String(idle.requests),
  ]);
  return table(
    [
      "kB, compressed",
      "HTML",
      "CSS",
      "script",
      "other",
      "requests",
      "idle: script",
      "idle: other",
      "idle: requests",
    ],
    rows,
  );
}

function onceTable({ builds, development, megabytes, edge, logins, seals }: Report): string {
  const { login, hash, flask } = logins;
  return table(
    ["", "bare", "guard app", "Next's example", "Signet"],
    [
      [
        "`next build`, s",
        ...[builds.bare, builds.guard, builds.example, builds.signet].map(median),
      ],
      [
        "`next dev` to the first page, s",
        median(development.bare),
        median(development.guard),
        "",
        median(development.signet),
      ],
      [
        `memory after ${PAGES.toLocaleString("en")} pages, MB`,
        ...[megabytes.bare, megabytes.guard, megabytes.example, megabytes.signet].map(written),
      ],
      ["edge bundle, kB gzip", `${kB(edge.middleware)} (trivial)`, "", "", kB(edge.signet)],
      [
        "login, ms",
        "",
        "",
        "",
        `${written(login)}, of which the hash ${written(hash)}${flask ? `; Flask, without any, ${written(flask)}` : ""}`,
      ],
      [
        "opening a seal, ms",
        "",
        "",
        "",
        `${written(seals.cold)}; seen a moment ago ${written(seals.hot)}`,
      ],
    ],
  );
}

/** The results as a page of Markdown. */
export function report(results: Report): string {
  const { machine, rounds, seconds } = results;
  const count = rounds["bare page"]?.perSecond.length ?? 0;
  const kept = goals(results);
  const rows = kept.map(({ what, wanted, measured, met }) => [
    what,
    wanted,
    measured,
    met === null ? "" : met ? "met" : "**short**",
  ]);
  return `# What Signet costs

Made by \`npm run bench\` on ${machine.processors} processors with Node ${machine.node} and Next ${machine.next}. ${count} rounds of ${seconds} s for each line, all
servers in turn, the one asking on the same machine; medians, with the lowest and highest round in brackets. Absolute
figures say more about the machine than about the software: look at the ratios.

![Requests a second, against the floor](plot.svg)

The **floor** is a bare page that greets: a static shell with one hole that looks at a cookie, behind a guard that opens
one seal. It and every other app here are laid out as \`create-next-app\` does, with TypeScript and Tailwind, and have
Signet's own flags; **Next's example** is built after
\`with-iron-session-cache-components\` and has that one's. The **bare handler** is the floor's own: a process that renders
pages besides answers handlers slower than one that has nothing else to do. Answers are asked for uncompressed.${rounds["Flask session JSON, guest"] ? "" : "\nThere was no Flask under gunicorn here, so it is left out."}

## Promises: ${kept.filter(({ met }) => met).length} of ${kept.filter(({ met }) => met !== null).length} met

${table(["", "wanted", "measured", ""], rows)}

## Speed

*First byte* is taken with nobody waiting in front. *Processor* is what an answer costs the server.

${speedTable(results)}

## Weight

${weightTable(results)}

## Once

${onceTable(results)}
`;
}
