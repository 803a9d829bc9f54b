import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const theme = readFileSync("app/globals.css", "utf8");
const names = readFileSync("app/shadcn.css", "utf8");

test("every colour name of shadcn/ui has a colour of the theme", () => {
  const colours = [...names.matchAll(/^ {2}--([\w-]+): var\(--color-([\w-]+)\);$/gm)];
  expect(colours.length).toBeGreaterThan(15);
  const undefinedColours = colours.filter(([, , own]) => !theme.includes(`  --color-${own}: `));
  expect(undefinedColours.map(([line]) => line)).toEqual([]);
  const utilities = [...names.matchAll(/^ {2}--color-[\w-]+: var\(--([\w-]+)\);$/gm)];
  const known = colours.map(([, name]) => name);
  expect(utilities.map(([, name]) => name).filter((name) => !known.includes(name))).toEqual([]);
});

test("no size of text has the name of a colour: the same class would set both", () => {
  const sizes = [...theme.matchAll(/^ {2}--text-([a-z]+(?:-[a-z]+)*):/gm)].map(([, name]) => name);
  expect(sizes).toContain("hero");
  const isColour = (name = "") => (theme + names).includes(`  --color-${name}: `);
  expect(sizes.filter(isColour)).toEqual([]);
});

test("no text has the colour of a background: in shadcn/ui, muted, accent and card are backgrounds", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((path) => join("app", path))
    .filter((path) => /\.(tsx?|css)$/.test(path));
  const invisible = files.filter((path) =>
    /\b(text|fill|stroke)-(muted|accent|card)(?![\w-])/.test(readFileSync(path, "utf8")),
  );
  expect(invisible).toEqual([]);
});
