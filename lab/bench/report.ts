import type { AppName } from "./apps";
import type { CookieFigures } from "./cookies";
import { figure, quantile, range, ratio, written } from "./statistics";
import { goals } from "./budgets";
import { PAGES } from "./memory";
import type { PeerFigures, PeerName } from "./peers";
import type { LoginTimes } from "./logins";
import type { Results } from "./rounds";
import type { SealTimes } from "./seals";
import { table } from "./table";
import type { TargetName } from "./targets";
import type { Page } from "./page-weight";

/** All results of a benchmark run. */
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
  peers: Record<PeerName, PeerFigures>;
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

/** Signet beside the libraries that people would choose otherwise. */
function peerTable({ rounds, pages, peers, logins, cookies, megabytes }: Report): string {
  const { betterAuth, betterAuthCache, authJs } = peers;
  const speed = (...names: TargetName[]) =>
    names.map((name) => range(figure(rounds[name]?.perSecond ?? [])));
  const script = (name: string) => kB(pages[name]?.loaded.script ?? NaN);
  const withoutHash = (login: number) => written(login - logins.hash);
  const copy = ({ copyWorks }: PeerFigures) => (copyWorks ? "**works**" : "refused");
  return table(
    ["", "Signet", "Better Auth", "Better Auth, cookie cache", "Auth.js, JWT"],
    [
      [
        "home, guest, requests/s",
        ...speed("home, guest", "Better Auth home, guest"),
        "",
        ...speed("Auth.js home, guest"),
      ],
      [
        "home, user, requests/s",
        ...speed(
          "home, user",
          "Better Auth home, user",
          "Better Auth with cookie cache, home, user",
          "Auth.js home, user",
        ),
      ],
      [
        "session JSON, guest, requests/s",
        ...speed("session JSON, guest", "Better Auth session JSON, guest"),
        "",
        ...speed("Auth.js session JSON, guest"),
      ],
      [
        "session JSON, user, requests/s",
        ...speed(
          "session JSON, user",
          "Better Auth session JSON, user",
          "Better Auth with cookie cache, session JSON, user",
          "Auth.js session JSON, user",
        ),
      ],
      [
        "the guard's redirect, requests/s",
        ...speed("guard's redirect", "Better Auth's redirect"),
        "",
        ...speed("Auth.js's redirect"),
      ],
      [
        "login without the hash, ms",
        ...[logins, betterAuth, betterAuthCache, authJs].map(({ login }) => withoutHash(login)),
      ],
      [
        "script of the login page, kB",
        script("login, guest"),
        script("Better Auth login, guest"),
        "",
        script("Auth.js login, guest"),
      ],
      [
        "cookies after a login, bytes",
        written(cookies.session),
        ...[betterAuth, betterAuthCache, authJs].map(({ cookieBytes }) => written(cookieBytes)),
      ],
      [
        "memory after load, MB",
        written(megabytes.signet),
        written(megabytes.betterAuth),
        "",
        written(megabytes.authJs),
      ],
      [
        "a copied cookie after the logout",
        "refused",
        ...[betterAuth, betterAuthCache, authJs].map(copy),
      ],
    ],
  );
}

/** The results as Markdown. */
export function report(results: Report): string {
  const { machine, rounds, seconds } = results;
  const count = rounds["bare page"]?.perSecond.length ?? 0;
  const kept = goals(results);
  const rows = kept.map(({ what, wanted, measured, met }) => [
    what,
    wanted,
    measured,
    met === null ? "" : met ? "met" : "**not met**",
  ]);
  return `# Benchmark results

Measured with \`npm run bench\` on ${machine.processors} processors with Node ${machine.node} and Next ${machine.next}. ${count} rounds of ${seconds} s for each target. All
servers run in turn, on the same machine as the load generator. Values are medians; the lowest and highest round are in
brackets. Absolute figures depend on the machine: compare the ratios.

![Requests a second, against the floor](plot.svg)

The **floor** is a minimal page that greets its visitor: a static shell with one dynamic section that reads a
cookie, behind a guard that unseals it. **Home's markup** is the same with what Signet's home page shows. It and the other apps are set up like \`create-next-app\` with TypeScript and
Tailwind, and use Signet's Next flags. **Next's example** follows \`with-iron-session-cache-components\` and uses the flags
of that example. The **bare handler** is the floor's: a process that also renders pages answers handlers more slowly. Responses are
uncompressed.${rounds["Flask session JSON, guest"] ? "" : "\nFlask is missing, because gunicorn is not installed."}

## Budgets: ${kept.filter(({ met }) => met).length} of ${kept.filter(({ met }) => met !== null).length} met

${table(["", "wanted", "measured", ""], rows)}

## Beside other session libraries

Each is set up as its documentation says, with the markup of Signet's home page, an embedded database where it has one, Signet's
password hash, and no rate limit.

${peerTable(results)}

## Speed

*First byte* is measured with one connection. *Processor* is the processor time of the server for each response.

${speedTable(results)}

## Weight

${weightTable(results)}

## Build, memory and login

${onceTable(results)}
`;
}
