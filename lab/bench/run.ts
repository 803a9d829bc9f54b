import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { appNames, build, edgeBytes, isBuilt, copyApps, type AppName } from "./apps";
import { boundUser, startBound } from "./bound-user";
import { weighCookies } from "./cookies";
import { firstDevelopmentPage } from "./dev-start";
import { timeLogins } from "./logins";
import { memoryAfterLoad } from "./memory";
import { addPeerUser, measurePeer, peers, type PeerFigures, type PeerName } from "./peers";
import {
  flaskUser,
  guest,
  post,
  sealedUser,
  signetUser,
  guestWithCart,
  type Visitor,
} from "./users";
import { plot } from "./plot";
import { report, type Report } from "./report";
import { runRounds } from "./rounds";
import { timeSeals } from "./seals";
import { startFlask, startNext, type Running } from "./servers";
import { weigh } from "./page-weight";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    builds: { type: "string", default: "2" },
    dev: { type: "string", default: "2" },
    out: { type: "string", default: "lab/bench" },
  },
});
const started = Date.now();
const say = (text: string) =>
  console.error(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`);
const secret = randomBytes(32).toString("base64url");
const noted = <T extends string>(names: readonly T[]) =>
  Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<T, number[]>;

/** Apps that are built `--builds` times, in turn, to compare their times. The others are built once. */
const compared: readonly AppName[] = ["guard", "signet"];

async function buildAll(): Promise<Record<AppName, number[]>> {
  const seconds = noted(appNames);
  const times = Number(options.builds);
  for (let round = 0; round < Math.max(1, times); round++) {
    for (const app of round ? compared : appNames) {
      if (times === 0 && isBuilt(app)) continue;
      say(`building ${app}`);
      seconds[app].push(await build(app));
    }
  }
  return seconds;
}

async function developAll(): Promise<Record<"bare" | "guard" | "signet", number[]>> {
  const apps = ["bare", "guard", "signet"] as const;
  const seconds = noted(apps);
  const env = { SESSION_SECRET: secret, DATABASE_URL: `file:${join(tmpdir(), "signet-bench.db")}` };
  for (let round = 0; round < Number(options.dev); round++) {
    for (const app of apps) {
      say(`next dev: ${app}`);
      seconds[app].push(await firstDevelopmentPage(app, env));
    }
  }
  return seconds;
}

type Servers = Readonly<
  Record<AppName | "betterAuthCache", Running> & { bound: Awaited<ReturnType<typeof startBound>> }
>;

async function visitorsOf(servers: Servers, flask: Running | null) {
  const { signet, bound, guard, example, floor } = servers;
  const user = await signetUser(signet);
  const shopper = await guestWithCart(signet, 1);
  const flaskVisitors = flask && {
    user: await flaskUser(flask),
    shopper: await flaskShopper(flask),
  };
  return {
    user,
    field: {
      signet: { guest, user, shopper },
      bound: { user: await boundUser(bound) },
      guard: { guest, user: await sealedUser(guard) },
      example: { guest, user: await sealedUser(example) },
      floor: { guest, user: await sealedUser(floor) },
      ...(await peerVisitors(servers)),
      ...(flaskVisitors && { flask: { guest, ...flaskVisitors } }),
    },
  };
}

const peerNames = Object.keys(peers) as PeerName[];

async function peerVisitors(servers: Servers) {
  const visitors = peerNames.map(async (name) => {
    await addPeerUser(name, servers[name]);
    return [name, { guest, user: await peers[name].logIn(servers[name]) }] as const;
  });
  return Object.fromEntries(await Promise.all(visitors)) as Record<
    PeerName,
    { guest: Visitor; user: Visitor }
  >;
}

async function flaskShopper({ port }: Running): Promise<Visitor> {
  const added = await post(port, "/api/cart", { productId: "p01", quantity: 1 });
  return { cookie: added.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "" };
}

/** Starts every app, runs `work`, and stops the apps, also when `work` throws. */
async function withServers<T>(
  work: (servers: Servers, flask: Running | null) => Promise<T>,
): Promise<T> {
  const started: Running[] = [];
  const servers = {} as { -readonly [Name in keyof Servers]: Servers[Name] };
  try {
    for (const app of appNames) started.push((servers[app] = await startNext(app, secret)));
    started.push((servers.bound = await startBound(secret)));
    servers.betterAuthCache = await startNext("betterAuth", secret, { COOKIE_CACHE: "true" });
    started.push(servers.betterAuthCache);
    const flask = await startFlask(secret);
    if (flask) started.push(flask);
    else say("no Flask under gunicorn here: left out");
    return await work(servers, flask);
  } finally {
    await Promise.all(started.map(({ stop }) => stop()));
  }
}

async function measure(servers: Servers, flask: Running | null) {
  const { user, field } = await visitorsOf(servers, flask);
  const url = (app: AppName, path: string) => `http://localhost:${servers[app].port}${path}`;
  say("weighing pages in a browser");
  const pages = await weigh({
    "bare page": { url: url("bare", "/"), as: guest },
    "home, guest": { url: url("signet", "/"), as: guest },
    "home, user": { url: url("signet", "/"), as: user },
    "product, guest": { url: url("signet", "/products/linen-notebook"), as: guest },
    "product, user": { url: url("signet", "/products/linen-notebook"), as: user },
    "login, guest": { url: url("signet", "/login"), as: guest },
    "cart, guest": { url: url("signet", "/cart"), as: await guestWithCart(servers.signet, 3) },
    "account, user": { url: url("signet", "/account"), as: user },
    "Better Auth login, guest": { url: url("betterAuth", "/login"), as: guest },
    "Auth.js login, guest": { url: url("authJs", "/login"), as: guest },
  });
  const rounds = await runRounds(
    { servers: { ...servers, ...(flask && { flask }) }, visitors: field },
    { rounds: Number(options.rounds), seconds: Number(options.seconds), say },
  );
  say("cookies, logins, seals");
  const cookies = await weighCookies(servers.signet, user);
  const logins = await timeLogins(servers.signet, user, flask);
  const others = {} as Record<PeerName, PeerFigures>;
  for (const name of peerNames) others[name] = await measurePeer(name, servers[name]);
  return { pages, rounds, cookies, logins, peers: others, seals: await timeSeals() };
}

async function main(): Promise<void> {
  // This process also seals cookies, with the settings of production.
  Object.assign(process.env, { SESSION_SECRET: secret, NODE_ENV: "production" });
  copyApps(Number(options.builds) > 0);
  const builds = await buildAll();
  say("starting the servers");
  const measured = await withServers(measure);
  const megabytes = await memoryAfterLoad(secret, say);
  const development = await developAll();
  const edge = { signet: edgeBytes("signet"), middleware: edgeBytes("middleware") };
  const { version } = JSON.parse(readFileSync("node_modules/next/package.json", "utf8")) as {
    version: string;
  };
  const machine = { processors: cpus().length, node: process.version, next: version };
  await write({
    machine,
    seconds: Number(options.seconds),
    builds,
    development,
    edge,
    megabytes,
    ...measured,
  });
}

async function write(results: Report): Promise<void> {
  const style = await resolveConfig("lab/bench/RESULTS.md");
  const page = await format(report(results), { ...style, parser: "markdown" });
  mkdirSync(options.out, { recursive: true });
  writeFileSync(`${options.out}/results.json`, `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(`${options.out}/RESULTS.md`, page);
  writeFileSync(`${options.out}/plot.svg`, plot(results));
  say(`${options.out}/RESULTS.md`);
}

await main();
