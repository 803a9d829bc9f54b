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
