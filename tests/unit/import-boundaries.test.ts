import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";

type Import = Readonly<{ file: string; to: string; typeOnly: boolean }>;

const STATEMENT =
  /^(?:import|export)\s+(type\s)?\s*(?:[^"';]+?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

/** Where an import leads: a file of ours by its path from the root, or a package by its name. */
function resolve(file: string, name: string): string {
  if (!name.startsWith(".") && !name.startsWith("@/")) return name;
  const path = name.startsWith("@/") ? name.slice(2) : join(dirname(file), name);
  const candidates = [
    path,
    `${path}.ts`,
    `${path}.tsx`,
    join(path, "index.ts"),
    join(path, "index.tsx"),
  ];
  return (
    candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile()) ?? path
  );
}

function importsOf(file: string): Import[] {
  const matches = [...readFileSync(file, "utf8").matchAll(STATEMENT)];
  return matches.map(([, type, name, dynamic]) => ({
    file,
    to: resolve(file, name ?? dynamic ?? ""),
    typeOnly: Boolean(type),
  }));
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));

const files = [
  "middleware.ts",
  ...["lib", "app"].flatMap(filesUnder).filter((path) => /\.tsx?$/.test(path)),
].sort();
const imports = files.flatMap(importsOf);

/** Every import that `forbidden` names, as “file imports what”: a list that ought to be empty. */
const offences = (forbidden: (wanted: Import) => boolean): string[] =>
  imports.filter(forbidden).map(({ file, to }) => `${file} imports ${to}`);

const DOORS = /^lib\/session\/(index|jar|flash)\.ts$/;
/** What this very site is about: any folder of `lib` that is not one of the core's. */
const OWN = /^lib\/(?!session\/|db\/|auth\/)[\w-]+\//;

/** The rooms from the cellar up, with who lives there. Nobody may import from a room above their own. */
const rooms: readonly (readonly [room: string, who: RegExp])[] = [
  ["settings, and what only looks at a request", /^lib\/(?!forms|api|welcome)[\w-]+\.ts$/],
  ["seals", /^lib\/session\/(?!(index|jar|flash)\.ts)/],
  ["doors", /^lib\/session\/|^lib\/db\/|^middleware\.ts$/],
  ["auth", /^lib\/auth\//],
  ["what the site is about", OWN],
  ["forms", /^lib\/(forms|api|welcome)\.ts$/],
  ["actions and handlers", /^app\/.*\.ts$/],
  ["pages", /^app\/.*\.(tsx|css)$/],
];
const floor = (path: string): number => rooms.findIndex(([, who]) => who.test(path));

test("there is a house to look at", () => {
  expect(files.length).toBeGreaterThan(40);
  expect(
    offences(({ file, to }) => file === "middleware.ts" && to === "lib/session/session-cookie.ts"),
  ).toHaveLength(1);
  expect(
    offences(({ file, to }) => file === "lib/auth/index.ts" && to === "lib/session/index.ts"),
  ).toHaveLength(1);
});

test("every file lives in a room", () => {
  expect(files.filter((file) => floor(file) === -1)).toEqual([]);
});

test("nobody imports from a room above their own", () => {
  expect(offences(({ file, to }) => floor(to) > floor(file))).toEqual([]);
});

test("the library knows no page", () => {
  expect(offences(({ file, to }) => file.startsWith("lib/") && to.startsWith("app/"))).toEqual([]);
});

test("the session core could move to another app: it knows no database, no member and no page", () => {
  const strangers = /^lib\/(db|auth|forms|api)\b|^app\/|^drizzle-orm|^@libsql/;
  expect(
    offences(
      ({ file, to }) => file.startsWith("lib/session/") && (strangers.test(to) || OWN.test(to)),
    ),
  ).toEqual([]);
});

test("only the doors of the session core know Next", () => {
  const inSession = ({ file, to }: Import) =>
    file.startsWith("lib/session/") && /^next(\/|$)|^react/.test(to);
  expect(offences((wanted) => inSession(wanted) && !DOORS.test(wanted.file))).toEqual([]);
  expect(
    offences((wanted) => inSession(wanted) && !/^next\/(headers|server)$/.test(wanted.to)),
  ).toEqual([]);
});

test("the database knows no cookie and no Next", () => {
  expect(
    offences(
      ({ file, to }) =>
        file.startsWith("lib/db/") && /^lib\/session\/|^next(\/|$)|^iron-session/.test(to),
    ),
  ).toEqual([]);
});

test("auth alone joins session and database: besides it only what the site is about and the health check ask the database", () => {
  const asks = /^lib\/(db|auth)\/|^app\/api\/health\//;
  expect(
    offences(({ file, to }) => to.startsWith("lib/db/") && !asks.test(file) && !OWN.test(file)),
  ).toEqual([]);
});

test("what runs on Node says so in its first import, so that no browser ever gets it", () => {
  const named = [
    "lib/session/index.ts",
    "lib/session/jar.ts",
    "lib/session/flash.ts",
    "lib/db/client.ts",
    "lib/forms.ts",
    "lib/api.ts",
  ];
  const node =
    /^node:|^next\/(headers|server|navigation)$|^@libsql\/|^drizzle-orm|^@node-rs\/|^lib\/db\//;
  const runs = imports.filter(
    ({ file, to, typeOnly }) =>
      /^lib\/(?!db\/|[\w-]+\/tables\.ts)/.test(file) && !typeOnly && node.test(to),
  );
  const expected = new Set([...named, ...runs.map(({ file }) => file)]);
  expect([...expected].filter((file) => importsOf(file)[0]?.to !== "server-only")).toEqual([]);
});

test("nothing that middleware.ts reaches needs Node", () => {
  const reached = new Set(["middleware.ts"]);
  for (const file of reached) {
    for (const { to, typeOnly } of importsOf(file))
      if (!typeOnly && existsSync(to)) reached.add(to);
  }
  const node =
    /^server-only$|^node:|^next\/headers$|^@libsql\/|^drizzle-orm|^@node-rs\/|^(fs|path|crypto)$/;
  expect(reached.size).toBeGreaterThan(5);
  expect(
    offences(({ file, to, typeOnly }) => reached.has(file) && !typeOnly && node.test(to)),
  ).toEqual([]);
});
