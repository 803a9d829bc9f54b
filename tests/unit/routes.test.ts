import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { HOME, isProtected, loginPath, safeNext } from "@/lib/routes";

const ORIGIN = "https://www.example.com";

test("a guest is asked to log in for the account and all below it, and for nothing else", () => {
  const asked = ["/account", "/account/", "/account/letters/17", "/account/a/b"];
  const open = [
    "/",
    "/accounts",
    "/account-help",
    "/my/account",
    "/letters",
    "/login",
    "",
    "account",
  ];
  expect(asked.filter(isProtected)).toEqual(asked);
  expect(open.filter(isProtected)).toEqual([]);
});

const kept = [
  ["/account", "/account"],
  ["/letters/of-ada?from=home#last", "/letters/of-ada?from=home#last"],
  ["/search?q=https://evil.example", "/search?q=https://evil.example"],
  ["/loginhelp", "/loginhelp"],
  ["/account/../letters", "/letters"],
  ["/notizbücher?größe=ß#füße", "/notizb%C3%BCcher?gr%C3%B6%C3%9Fe=%C3%9F#f%C3%BC%C3%9Fe"],
  ["/\ud800", "/%EF%BF%BD"],
] as const;

for (const [next, path] of kept) {
  test(`next=${JSON.stringify(next)} leads to ${path}`, () => expect(safeNext(next)).toBe(path));
}

const elsewhere = [
  [
    "another site",
    [
      "//x",
      "//x/y",
      "///x/y",
      "//x@y/z",
      "/\\x/y",
      "\\\\x",
      "/\\/x",
      "https:",
      "https://x",
      "https:x",
      "//www.example.com:80",
    ],
  ],
  [
    "a script",
    [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "data:text/html,x",
      "/\tjavascript:alert(1)/../..//x",
    ],
  ],
  [
    "another site, by encoded slashes",
    ["/%2fx", "/%2Fx", "/%5cx", "/%5Cx", "/%2f%2fx", "/x/../%2fx"],
  ],
  ["another site, by dots", ["/.//x", "/..//x", "/%2e//x", "/%2e%2e//x", "/a/..//x", "/a/../\\x"]],
  [
    "another site, by what parsers drop",
    ["/\t/x/y", "/\n/x/y", "/\r\n/x/y", "\t//x", " //x", "\0//x", "/\t\\x"],
  ],
  [
    "where nobody stays",
    [
      "/login",
      "/login/",
      "/login?next=/account",
      "/login#x",
      "/logout",
      "/signup?next=/",
      "/log\nin",
      "/x/../logout",
    ],
  ],
  ["what is no page", ["/api", "/api/session", "/api/letters?x"]],
  [
    "nowhere",
    ["", "account", "./account", "?next", "#top", "*", "/".padEnd(2001, "x"), "/".repeat(1000)],
  ],
] as const;

for (const [where, nexts] of elsewhere) {
  test(`next= that leads to ${where} leads home instead`, () => {
    expect(nexts.filter((next) => safeNext(next) !== HOME)).toEqual([]);
  });
}

test("whatever is no text leads home: a form can be sent with a file, or with no field at all", () => {
  const values = [
    undefined,
    null,
    7,
    true,
    {},
    [],
    ["/account"],
    new File([], "/account"),
    { toString: () => "/account" },
  ];
  expect(values.map(safeNext)).toEqual(values.map(() => HOME));
});

test("a line break can't add a header to the answer, nor a NUL end it", () => {
  expect(safeNext("/account\r\nSet-Cookie: a=b")).toBe("/accountSet-Cookie:%20a=b");
  expect(safeNext("/acc\0ount")).toBe("/acc%00ount");
});

/** Texts made of what has fooled parsers before, and any text at all. */
const pieces = fc.constantFrom(
  "/",
  "\\",
  "//",
  "/\\",
  ".",
  "..",
  "%2f",
  "%5C",
  "%2e",
  "%",
  "@",
  ":",
  "?",
  "#",
  "\t",
  "\r\n",
  "\0",
  " ",
  "https:",
  "javascript:",
  "x",
  "evil.example",
  "[::1]",
  "é",
  "／",
  "。",
  "\ud83d",
  "\u202e",
  "login",
  "logout",
);
const hostile = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((all) => all.join("")),
  fc.string({ unit: "binary" }),
);
const next = fc.oneof(
  hostile,
  hostile.map((text) => `/${text}`),
);

test("whatever next= says, a browser stays on this site, at a path of plain characters", () => {
  const staysHere = (path: string) =>
    /^\/(?!\/|\\|%2f|%5c)[\x21-\x7e]*$/i.test(path) && new URL(path, ORIGIN).origin === ORIGIN;
  fc.assert(
    fc.property(next, (text) => staysHere(safeNext(text))),
    { numRuns: 20_000 },
  );
});

test("a next= that was made safe once is safe as it is", () => {
  fc.assert(
    fc.property(next, (text) => safeNext(safeNext(text)) === safeNext(text)),
    { numRuns: 5000 },
  );
});

test("the login page is told the way back, whole, and only when there is one", () => {
  expect(loginPath("/account/letters?page=2&q=a b#c")).toBe(
    "/login?next=%2Faccount%2Fletters%3Fpage%3D2%26q%3Da%2520b%23c",
  );
  expect(["/", "//x", "/logout", "/login?next=/account", ""].map(loginPath)).toEqual(
    Array(5).fill("/login"),
  );
  const returned = (text: string) =>
    new URL(loginPath(text), ORIGIN).searchParams.get("next") ?? HOME;
  fc.assert(fc.property(next, (text) => returned(text) === safeNext(text)));
});

for (const path of [
  "/%6cogin?next=/%6cogin",
  "/%6Cogout",
  "/login%2f",
  "/%",
  `/${"あ".repeat(400)}`,
]) {
  test(`${path.slice(0, 30)} leads home, however it is written`, () =>
    expect(safeNext(path)).toBe(HOME));
}
