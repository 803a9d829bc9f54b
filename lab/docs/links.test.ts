import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { projectFiles } from "../support/copy";
import { blocksOf, documents } from "./blocks";

const pages = documents();
const textOf = (page: string): string => readFileSync(page, "utf8");
const prose = (page: string): string => textOf(page).replace(/^```[\s\S]*?^```$/gm, "");

/** The anchor that GitHub generates for a heading. */
const anchor = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[`*]/g, "")
    .replace(/[^\p{L}\p{N}\- ]/gu, "")
    .replaceAll(" ", "-");

const anchorsOf = (page: string): string[] =>
  [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchor(heading));

/** The targets of the links and images of a document, without those on other sites. */
const linksOf = (page: string): string[] =>
  [
    ...prose(page)
      .replace(/`[^`\n]+`/g, "")
      .matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g),
  ]
    .map(([, link, attribute]) => link ?? attribute ?? "")
    .filter((link) => !/^[a-z]+:/.test(link));

/** The inline code of a document. */
const inlineCode = (page: string): string[] =>
  [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);

test("the documents, their links and their code blocks are found", () => {
  expect(pages).toContain("docs/recipes.md");
  expect(pages.flatMap(linksOf).length).toBeGreaterThan(30);
  expect(pages.flatMap((page) => blocksOf(page)).length).toBeGreaterThan(30);
});

test("every link in the documents has an existing target", () => {
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

test("every npm script in the documents exists in package.json", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
    scripts: Record<string, string>;
  };
  const commands = pages.flatMap((page) =>
    [...textOf(page).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = ""]) => name),
  );
  expect(commands.length).toBeGreaterThan(10);
  expect([...new Set(commands)].filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test("every file that the documents name exists, or is created by one of their code blocks", () => {
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

test("the README's table of settings lists exactly the settings of lib/env.ts", () => {
  const known = [...textOf("lib/env.ts").matchAll(/^ {6}([A-Z_]+):/gm)].map(
    ([, name = ""]) => name,
  );
  const table = textOf("README.md").split("## Settings")[1]?.split("\n## ")[0] ?? "";
  const listed = table.split("\n").flatMap((row) => {
    const names = [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
    const [stem = ""] = names[0]?.match(/^[A-Z]+_COOKIE(?=_)/) ?? [];
    return names.map((name) => (name.startsWith("_") ? stem + name : name));
  });
  expect(listed.sort()).toEqual(known.filter((name) => !name.startsWith("VERCEL")).sort());
});

test("decision 6 gives a reason for every dependency", () => {
  const manifest = JSON.parse(textOf("package.json")) as Record<
    "dependencies" | "devDependencies",
    Record<string, string>
  >;
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const table = textOf("docs/decisions/6-dependencies.md").split("\n## Consequences")[0] ?? "";
  const listed = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
  expect(
    packages
      .map((name) => name.replace(/^@types\/.*/, "@types/*"))
      .filter((name) => !listed.includes(name)),
  ).toEqual([]);
});

test("every code block names its file, unless its language is not checked", () => {
  const unchecked = ["", "sh", "text", "nginx", "dockerfile", "yaml", "json", "ini", "env", "sql"];
  const unnamed = pages
    .flatMap((page) => blocksOf(page))
    .filter(({ language, path }) => !path && !unchecked.includes(language));
  expect(unnamed.map(({ page, line, language }) => `${page}:${line} ${language}`)).toEqual([]);
});

test("every SVG in the documents supports light and dark mode and contains no script", () => {
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
