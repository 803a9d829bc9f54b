import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { projectFiles } from "../support/copy";
import { blocksOf, documents } from "./blocks";

const pages = documents();
const textOf = (page: string): string => readFileSync(page, "utf8");
const prose = (page: string): string => textOf(page).replace(/^```[\s\S]*?^```$/gm, "");

/** What a heading is called in an address, as GitHub makes it. */
const anchor = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[`*]/g, "")
    .replace(/[^\p{L}\p{N}\- ]/gu, "")
    .replaceAll(" ", "-");

const anchorsOf = (page: string): string[] =>
  [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchor(heading));

/** Where the links and pictures of a document lead, those to other sites left out. */
const linksOf = (page: string): string[] =>
  [
    ...prose(page)
      .replace(/`[^`\n]+`/g, "")
      .matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g),
  ]
    .map(([, link, attribute]) => link ?? attribute ?? "")
    .filter((link) => !/^[a-z]+:/.test(link));

/** Every `code` in a document's sentences and tables. */
const inlineCode = (page: string): string[] =>
  [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);

test("the documents are found, and their links with them", () => {
  expect(pages).toContain("docs/recipes.md");
  expect(pages.flatMap(linksOf).length).toBeGreaterThan(30);
  expect(pages.flatMap((page) => blocksOf(page)).length).toBeGreaterThan(30);
});

test("no link in a document leads nowhere", () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((link) => {
        const [path = "", place] = link.split("#");
        const target = path ? join(dirname(page), path) : page;
        return !existsSync(target) || (place !== undefined && !anchorsOf(target).includes(place));
      })
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test("every command the documents give is one of package.json's", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
    scripts: Record<string, string>;
  };
  const commands = pages.flatMap((page) =>
    [...textOf(page).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = ""]) => name),
  );
  expect(commands.length).toBeGreaterThan(10);
  expect([...new Set(commands)].filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test("every file that the documents name is there, or made by one of their blocks", () => {
  const { dependencies } = JSON.parse(textOf("package.json")) as {
    dependencies: Record<string, string>;
  };
  const files = [
    ...projectFiles(),
    ...pages.flatMap((page) => blocksOf(page)).flatMap(({ path }) => path ?? []),
  ];
  const isFile =
    /^(app|lib|lab|tests|scripts|docs|public)\/[\w./()[\]-]+$|^[\w.-]+\.(tsx?|js|json)$/;
  const named = pages
    .flatMap(inlineCode)
    .filter((code) => isFile.test(code) && !Object.hasOwn(dependencies, code));
  const there = (path: string) =>
    existsSync(path) || files.some((file) => file === path || file.endsWith(`/${path}`));
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((path) => !there(path))).toEqual([]);
});

test("the README's table of settings has every setting there is, and no other", () => {
  const known = [...textOf("lib/env.ts").matchAll(/^ {6}([A-Z_]+):/gm)].map(
    ([, name = ""]) => name,
  );
  const table = textOf("README.md").split("## Settings")[1]?.split("\n## ")[0] ?? "";
  const told = table.split("\n").flatMap((row) => {
    const names = [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
    const [stem = ""] = names[0]?.match(/^[A-Z]+_COOKIE(?=_)/) ?? [];
    return names.map((name) => (name.startsWith("_") ? stem + name : name));
  });
  expect(told.sort()).toEqual(known.filter((name) => name !== "VERCEL").sort());
});

test("every package the project depends on has its reason in a line", () => {
  const manifest = JSON.parse(textOf("package.json")) as Record<
    "dependencies" | "devDependencies",
    Record<string, string>
  >;
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const table = textOf("docs/decisions/6-dependencies.md").split("\n## Consequences")[0] ?? "";
  const told = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
  expect(
    packages
      .map((name) => name.replace(/^@types\/.*/, "@types/*"))
      .filter((name) => !told.includes(name)),
  ).toEqual([]);
});

test("every block of code says where it belongs, or is none that could be run", () => {
  const shown = ["", "sh", "text", "nginx", "dockerfile", "yaml", "json", "ini", "env", "sql"];
  const lost = pages
    .flatMap((page) => blocksOf(page))
    .filter(({ language, path }) => !path && !shown.includes(language));
  expect(lost.map(({ page, line, language }) => `${page}:${line} ${language}`)).toEqual([]);
});

test("every picture in the documents is drawn for light and for dark, and runs nothing", () => {
  const pictures = pages.flatMap((page) =>
    linksOf(page)
      .filter((link) => link.endsWith(".svg"))
      .map((link) => join(dirname(page), link)),
  );
  expect(pictures.length).toBeGreaterThan(3);
  for (const picture of pictures) {
    expect(textOf(picture), picture).toMatch(
      /^<svg [^>]*role="img"[^>]*>\n {2}<title id="title">.+<\/title>[\s\S]*<\/svg>\n$/,
    );
    expect(textOf(picture), picture).toContain("@media (prefers-color-scheme: dark)");
    expect(textOf(picture), picture).not.toMatch(
      /<script|on\w+=|https?:(?!\/\/www\.w3\.org\/2000\/svg)/,
    );
  }
});
