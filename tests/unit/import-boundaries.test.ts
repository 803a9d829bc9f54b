import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";

type Import = Readonly<{ file: string; to: string; typeOnly: boolean }>;

const STATEMENT =
  /^(?:import|export)\s+(type\s)?\s*(?:([^"';]+?)\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

/** The path of a file of this project, or the name of a package. */
function resolve(file: string, name: string): string {
  if (!name.startsWith(".") && !name.startsWith("@/")) return name;
  const path = name.startsWith("@/") ? name.slice(2) : join(dirname(file), name);
  const endings = ["", ".ts", ".tsx", "/index.ts"].map((ending) => path + ending);
  return endings.find((end) => existsSync(end) && statSync(end).isFile()) ?? path;
}

function importsOf(file: string): Import[] {
  const statements = readFileSync(file, "utf8").matchAll(STATEMENT);
  return [...statements].map(([, type, , name, dynamic]) => ({
    file,
    to: resolve(file, name ?? dynamic ?? ""),
    typeOnly: Boolean(type),
  }));
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
const sources = ["lib", "app"].flatMap(filesUnder).filter((path) => /\.[jt]sx?$/.test(path));
const files = ["middleware.ts", "instrumentation.ts", ...sources].sort();
const imports = files.flatMap(importsOf);

/** The imports that `isForbidden` is true for. */
const violations = (isForbidden: (each: Import) => boolean): string[] =>
  imports.filter(isForbidden).map(({ file, to }) => `${file} imports ${to}`);

/** From the lowest to the highest. A folder that is not named here is a feature. */
const layers: readonly (readonly [name: string, files: RegExp])[] = [
  ["settings", /^lib\/(env|routes|duration)\.ts$|^app\/site\.ts$/],
  ["session core", /^lib\/session\/(?!(index|cookie-store|flash)\.ts)/],
  ["cookie descriptions", /^lib\/.+\/.+-cookies?\.ts$/],
  [
    "session, http, database, middleware",
    /^lib\/(?!complete-log)[\w-]+\.ts$|^lib\/(session|db|next|mail)\/|^lib\/http\/(?!api|forms|kept-forms)|^\w+\.ts$/,
  ],
  ["auth", /^lib\/auth\//],
  ["features", /^lib\/(?!http)[\w-]+\//],
  ["forms and handlers", /^lib\/(http\/(api|forms|kept-forms)|complete-(login|logout))\.ts$/],
  ["actions and handlers", /^app\/.*\.ts$/],
  ["pages", /^app\//],
];

/** -1 for a package. */
const layerOf = (path: string): number => layers.findIndex(([, which]) => which.test(path));

/** Whether a folder of lib belongs to the app and not to the starter. */
const isFeature = (path: string): boolean => layers[layerOf(path)]?.[0] === "features";

test("all files are found, each in a layer", () => {
  expect(files.length).toBeGreaterThan(40);
  expect(imports.length).toBeGreaterThan(200);
  expect(files.filter((file) => layerOf(file) === -1)).toEqual([]);
});

test("imports only point to lower layers", () => {
  // The description of a cookie may use types and limits of its own folder.
  const isOwn = ({ file, to }: Import) =>
    file.endsWith("-cookie.ts") && dirname(file) === dirname(to);
  expect(violations((each) => layerOf(each.to) > layerOf(each.file) && !isOwn(each))).toEqual([]);
});

test("lib/session imports only iron-session, zod, two modules of Next and the settings", () => {
  const inSession = ({ file }: Import) => file.startsWith("lib/session/");
  const needed =
    /^(iron-session|zod|server-only|next\/headers|next\/server)$|^lib\/(session\/|(env|duration)\.ts)/;
  expect(violations((each) => inSession(each) && !needed.test(each.to))).toEqual([]);
  const isCore = ({ file }: Import) => layers[layerOf(file)]?.[0] === "session core";
  expect(violations((each) => isCore(each) && /^next|^server-only/.test(each.to))).toEqual([]);
});

test("lib/db imports neither cookies nor Next", () => {
  const forbidden = /^lib\/session\/|^next(\/|$)|^iron-session/;
  expect(violations(({ file, to }) => file.startsWith("lib/db/") && forbidden.test(to))).toEqual(
    [],
  );
});

test("only auth, features and the health check query the database", () => {
  const queries = ({ to }: Import) => /^lib\/db\/(client|schema|connect)\.ts$/.test(to);
  const isAllowed = ({ file }: Import) => /^lib\/(db|auth)\/|^app\/api\/health\//.test(file);
  expect(violations((each) => queries(each) && !isAllowed(each) && !isFeature(each.file))).toEqual(
    [],
  );
});

test("modules for the server import server-only first, so no browser gets them", () => {
  const server =
    /^node:|^next\/(headers|server|navigation)$|^@libsql\/|^drizzle-orm|^@node-rs\/|^lib\/db\//;
  const needing = imports.filter(
    ({ file, to, typeOnly }) =>
      /^lib\/.*\.ts$/.test(file) &&
      !/^lib\/db\/|\/schema\.ts$/.test(file) &&
      !typeOnly &&
      server.test(to),
  );
  const unmarked = needing.filter(({ file }) => importsOf(file)[0]?.to !== "server-only");
  expect([...new Set(unmarked.map(({ file }) => file))]).toEqual([]);
});

test("nothing that middleware.ts reaches needs Node", () => {
  const reached = new Set(["middleware.ts"]);
  for (const file of reached)
    for (const { to, typeOnly } of importsOf(file))
      if (!typeOnly && existsSync(to)) reached.add(to);
  const node =
    /^server-only$|^node:|^next\/headers$|^@libsql\/|^drizzle-orm|^@node-rs\/|^(fs|path|crypto)$/;
  expect(reached.size).toBeGreaterThan(10);
  const inMiddleware = ({ file, typeOnly }: Import) => reached.has(file) && !typeOnly;
  expect(violations((each) => inMiddleware(each) && node.test(each.to))).toEqual([]);
});

test("only lib/next depends on internals of Next, Node and the build", () => {
  const internals =
    /next\/dist|[\w-]+-manifest|globalThis|defineProperty|\.prototype\b|diagnostics_channel/g;
  const found = [...files, "next.config.js"]
    .filter((file) => !file.startsWith("lib/next/"))
    .flatMap((file) => {
      const uses = readFileSync(file, "utf8").match(internals) ?? [];
      return uses.map((use) => `${file}: ${use}`);
    });
  // Keeps the connection when a development server reloads the module.
  const kept = found.filter((use) => use !== "lib/db/client.ts: globalThis");
  expect(kept).toEqual([]);
});
