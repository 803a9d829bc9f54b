import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { blocksOf, follow } from "../docs/blocks";
import { projectFiles } from "../support/copy";
import {
  BLANK,
  blankFiles,
  isRemoved,
  parts,
  removedPaths,
  withoutMarked,
  type Part,
} from "../../scripts/reset/plan";

/** Words that only the removed parts use. Ambiguous ones are matched with their context. */
const WORDS: Record<Part, RegExp> = {
  shop: /\b(shop|carts?|products?|catalogue|stationery|stocked)\b|["'`(]\/checkout\b|\/orders?\b|\bshopping/i,
  lab: /\blab\/(?!\*\*)|npm run (bench|reset|test:all|test:faults|test:guard)/,
  inspector: /["'`(]\/(session|components)\b|app\/(session|components)\b|\binspector\b/,
};

const IMPORT =
  /^(?:import|export)\s(?:[^"';=]*\sfrom\s)?["']((?:\.|@\/)[^"']+)["']|\bimport\("((?:\.|@\/)[^"]+)"\)/gm;

const blank = blankFiles();

for (const removed of [parts, ["shop", "lab"]] as const) {
  test.describe(`without ${removed.join(", ")}`, () => {
    const remaining = [...projectFiles(), ...blank]
      .filter((path) => !isRemoved(path, removed))
      .filter((path) => !/^package(-lock)?\.json$|\.(png|woff2?)$/.test(path));

    const textOf = (path: string): string =>
      withoutMarked(readFileSync(blank.includes(path) ? join(BLANK, path) : path, "utf8"), removed);

    test("every path in the plan exists", () => {
      expect(removedPaths(removed).filter((path) => !existsSync(path))).toEqual([]);
    });

    test("remaining files import no removed file", () => {
      const existing = new Set(remaining);
      const missing = remaining
        .filter((path) => /\.tsx?$/.test(path))
        .flatMap((path) => {
          const names = [...textOf(path).matchAll(IMPORT)].map(
            ([, name, dynamic]) => name ?? dynamic ?? "",
          );
          return names.flatMap((name) => {
            const target = name.startsWith("@/") ? name.slice(2) : join(dirname(path), name);
            const candidates = ["", ".ts", ".tsx", "/index.ts", ".js"].map((end) => target + end);
            const isKnown = candidates.some((file) => existing.has(file)) || /\.css$/.test(target);
            return isKnown ? [] : [`${path} imports ${name}`];
          });
        });
      expect(missing).toEqual([]);
    });

    test("remaining files do not mention what was removed", () => {
      const lines = remaining.flatMap((path) =>
        textOf(path)
          .split("\n")
          .flatMap((line, index) =>
            removed.some((part) => WORDS[part].test(line)) ? [`${path}:${index + 1} ${line}`] : [],
          ),
      );
      expect(lines).toEqual([]);
    });

    test("the recipes in the documentation apply to what remains", () => {
      const recipes = ["docs/recipes.md", "docs/more-recipes.md"];
      const pages = ["README.md", ...recipes, "docs/from-flask.md", "docs/testing.md"];
      const blocks = pages
        .flatMap((page) => blocksOf(page, textOf(page)))
        .filter(({ language }) => ["ts", "tsx", "diff"].includes(language));
      expect(follow(blocks, textOf).get("lib/cookies.ts")).toContain("draftCookie");
    });
  });
}

test("marked lines and blocks of removed parts are removed, and the marks of others", () => {
  const text = [
    "one",
    "two // shop",
    "  {/* shop */}",
    "a # shop",
    "| row | <!-- shop -->",
    "| row | <!-- shop --> |",
    "<!-- shop … -->",
    "x // inspector",
    "<!-- … shop -->",
    "b // inspector",
    "{/* inspector … */}",
    "c",
    "{/* … inspector */}",
    "a shop",
  ].join("\n");
  expect(withoutMarked(text, ["shop"])).toBe("one\nb\nc\na shop");
  expect(withoutMarked(text, parts)).toBe("one\na shop");
  expect(() => withoutMarked("one\n// shop …\ntwo", parts)).toThrow("does not end");
});
