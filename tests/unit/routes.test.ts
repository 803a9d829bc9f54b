import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import {
  HOME,
  isProtected,
  loginPath,
  pageLabel,
  protectedPaths,
  safeNext,
  withNext,
} from "@/lib/routes";

const ORIGIN = "https://www.example.com";

test("a protected path protects everything below it and nothing beside it", () => {
  for (const [path, label] of Object.entries(protectedPaths)) {
    for (const inside of [path, `${path}/`, `${path}/letters/17`, `${path}/x.png`])
      expect([inside, isProtected(inside), pageLabel(inside)]).toEqual([inside, true, label]);
    expect(pageLabel(`${path}?tab=2#top`)).toBe(label);
    for (const outside of [`${path}s`, `${path}-help`, `/my${path}`, path.slice(1)])
      expect([outside, isProtected(outside)]).toEqual([outside, false]);
  }
  expect(["/", "/login", ""].filter(isProtected)).toEqual([]);
});

test.describe("safeNext", () => {
  test("keeps a path of this site, normalised and encoded", () => {
    const paths = [
      ["/account", "/account"],
      ["/letters/of-ada?from=home#last", "/letters/of-ada?from=home#last"],
      ["/search?q=https://evil.example", "/search?q=https://evil.example"],
      ["/loginhelp", "/loginhelp"],
      ["/account/../letters", "/letters"],
      ["/notizbücher?größe=ß#füße", "/notizb%C3%BCcher?gr%C3%B6%C3%9Fe=%C3%9F#f%C3%BC%C3%9Fe"],
      ["/\ud800", "/%EF%BF%BD"],
      ["/account\r\nSet-Cookie: a=b", "/accountSet-Cookie:%20a=b"],
      ["/acc\0ount", "/acc%00ount"],
    ] as const;
    for (const [next, path] of paths) expect(safeNext(next)).toBe(path);
  });

  const refused: Record<string, readonly string[]> = {
    "another site": "//x //x/y ///x/y //x@y/z https: https://x https:x //www.example.com:80".split(
      " ",
    ),
    "another site, with backslashes": [String.raw`/\x/y`, String.raw`\\x`, String.raw`/\/x`],
    "another site, with encoded slashes": "/%2fx /%2Fx /%5cx /%5Cx /%2f%2fx /x/../%2fx".split(" "),
    "another site, with dots": "/.//x /..//x /%2e//x /%2e%2e//x /a/..//x /a/../\\x".split(" "),
    "another site, with characters that parsers drop": [
      ...["/\t/x/y", "/\n/x/y", "/\r\n/x/y", "\t//x", " //x", "\0//x", "/\t\\x"],
    ],
    "a script": ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x"],
    "a page to log in or out": [
      ..."/login /login/ /login?next=/account /login#x /logout /signup?next=/ /x/../logout".split(
        " ",
      ),
      ...["/log\nin", "/%6cogin?next=/%6cogin", "/%6Cogout", "/login%2f"],
    ],
    "a handler": ["/api", "/api/session", "/api/letters?x"],
    "no path": ["", "account", "./account", "?next", "#top", "*", "/%"],
    "a path too long for a header": ["/".padEnd(2001, "x"), `/${"あ".repeat(400)}`],
  };
  for (const [what, nexts] of Object.entries(refused)) {
    test(`replaces ${what} by the home page`, () => {
      expect(nexts.filter((next) => safeNext(next) !== HOME)).toEqual([]);
    });
  }

  test("replaces anything but a text by the home page", () => {
    const file = new File([], "/account");
    const values = [
      undefined,
      null,
      7,
      true,
      {},
      ["/account"],
      file,
      { toString: () => "/account" },
    ];
    expect(values.map(safeNext)).toEqual(values.map(() => HOME));
  });

  const pieces = String.raw`/ \ // /\ . .. %2f %5C %2e % @ : ? # https: javascript: x evil.example [::1] é ／ 。 login`;
  const piece = fc.constantFrom(...pieces.split(" "), "\t", "\r\n", "\0", " ", "\ud83d", "\u202e");
  const hostile = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((all) => all.join("")),
    fc.string({ unit: "binary" }),
  );
  const anyNext = fc.oneof(
    hostile,
    hostile.map((text) => `/${text}`),
  );

  test("returns a path of this site in plain characters, and the same path when called again", () => {
    fc.assert(
      fc.property(anyNext, (next) => {
        const path = safeNext(next);
        // Not expect(): the runner records each call as a step, which takes minutes.
        const isPlain = /^\/(?!\/|\\|%2f|%5c)[\x21-\x7e]*$/i.test(path);
        return isPlain && new URL(path, ORIGIN).origin === ORIGIN && safeNext(path) === path;
      }),
      { numRuns: 5000 },
    );
  });

  test("survives the way through the login page's address", () => {
    expect(loginPath("/a?page=2&q=a b#c")).toBe("/login?next=%2Fa%3Fpage%3D2%26q%3Da%2520b%23c");
    expect(["/", "//x", "/logout", ""].map(loginPath)).toEqual(Array(4).fill("/login"));
    expect(withNext("/signup", "/account")).toBe("/signup?next=%2Faccount");
    fc.assert(
      fc.property(anyNext, (next) => {
        const { searchParams } = new URL(loginPath(next), ORIGIN);
        expect(searchParams.get("next") ?? HOME).toBe(safeNext(next));
      }),
    );
  });
});
