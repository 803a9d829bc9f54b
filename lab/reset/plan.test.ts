import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { blocksOf, follow } from "../docs/blocks";
import { projectFiles } from "../support/copy";
import { BLANK, blanks, goes, gone, withoutMarked } from "../../scripts/reset/plan";

/** Words of the shop's. Some have other meanings too, and are looked for in the company of which they haven't. */
const SHOP =
  /\b(shop|carts?|products?|catalogue|stationery|stocked)\b|["'`(]\/checkout\b|\/orders?\b|\bshopping/i;

const IMPORT =
  /^(?:import|export)\s(?:[^"';=]*\sfrom\s)?["']((?:\.|@\/)[^"']+)["']|\bimport\("((?:\.|@\/)[^"]+)"\)/gm;

const fresh = blanks();
const staying = projectFiles().filter(
  (path) => !goes(path) && !/^package-lock\.json$|\.(png|woff2?)$/.test(path),
);

/** What a file will hold afterwards. */
const after = (path: string): string =>
  fresh.includes(path)
    ? readFileSync(join(BLANK, path), "utf8")
    : withoutMarked(readFileSync(path, "utf8"));

const remaining = [...new Set([...staying, ...fresh])].sort();

test("everything that is to be taken out is there", () => {
  expect(gone.filter((path) => !existsSync(path))).toEqual([]);
});

test("what stays imports nothing that goes", () => {
  const there = new Set(remaining);
  const offences = remaining
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) => {
      const imports = [...after(path).matchAll(IMPORT)].map(
        ([, name, dynamic]) => name ?? dynamic ?? "",
      );
      return imports.flatMap((name) => {
        const target = name.startsWith("@/") ? name.slice(2) : join(dirname(path), name);
        const candidates = ["", ".ts", ".tsx", "/index.ts", ".js"].map((end) => target + end);
        const known =
          candidates.some((candidate) => there.has(candidate)) || /\?raw$|\.css$/.test(target);
        return known ? [] : [`${path} imports ${name}`];
      });
    });
  expect(offences).toEqual([]);
});

test("what stays does not speak of what goes", () => {
  const lines = remaining.flatMap((path) =>
    after(path)
      .split("\n")
      .flatMap((line, place) => (SHOP.test(line) ? [`${path}:${place + 1} ${line.trim()}`] : [])),
  );
  expect(lines).toEqual([]);
});

test("the recipes fit what remains", () => {
  const blocks = ["README.md", "docs/recipes.md", "docs/from-flask.md", "docs/testing.md"].flatMap(
    (page) => blocksOf(page, after(page)),
  );
  const files = follow(
    blocks.filter(({ language }) => ["ts", "tsx", "diff"].includes(language)),
    after,
  );
  expect(files.get("app/session/cookies.ts")).toContain("draftCookie");
});

test("marked lines are taken out, each and in parts, and nothing else", () => {
  const text = [
    "one",
    "two // shop",
    "  {/* shop */}",
    "a # shop",
    "| row | <!-- shop -->",
    "<!-- shop … -->",
    "x",
    "<!-- … shop -->",
    "a shop",
  ];
  expect(withoutMarked(text.join("\n"))).toBe("one\na shop");
  expect(() => withoutMarked("one\n// shop …\ntwo")).toThrow("does not end");
});
