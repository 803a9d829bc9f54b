import { expect, test } from "@playwright/test";
import { decodableUrl } from "@/lib/next/malformed-urls";

test("a URL with a path that decodes stays the same, whatever its query", () => {
  for (const url of ["/", "/letters/caf%C3%A9", "/a%2Fb?next=%", "/%25?%ff", ""])
    expect(decodableUrl(url)).toBe(url);
});

test("the target for the whole server becomes a path of no page", () => {
  expect(decodableUrl("*")).toBe("/*");
});

test("every percent sign is escaped in a path that does not decode", () => {
  expect(decodableUrl("/letters/%")).toBe("/letters/%25");
  expect(decodableUrl("/letters/%E0%A4%A?a=%20b")).toBe("/letters/%25E0%25A4%25A?a=%20b");
  for (const path of ["/%ff", "/%C3%28", "/%u0041", "/a%"])
    expect(() => decodeURIComponent(decodableUrl(path))).not.toThrow();
});

test("the name of a route with encoded brackets is escaped, except in the name of a file", () => {
  expect(decodableUrl("/letters/%5Bid%5D?x=%5B")).toBe("/letters/%255Bid%255D?x=%5B");
  expect(decodableUrl("/_next/data/1/letters/%5bid].json")).toBe(
    "/_next/data/1/letters/%255bid].json",
  );
  expect(decodableUrl("/letters/%5Bid%5D.rsc?_rsc")).toBe("/letters/%255Bid%255D.rsc?_rsc");
  for (const url of ["/letters/a%5B1%5D", "/letters/[id]", "/_next/static/%5Bid%5D/page.js"])
    expect(decodableUrl(url)).toBe(url);
});
