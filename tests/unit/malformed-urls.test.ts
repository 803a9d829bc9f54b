import { expect, test } from "@playwright/test";
import { readable } from "@/lib/next/malformed-urls";

test("an address that can be read is left as it is, whatever its query", () => {
  for (const url of ["/", "/letters/caf%C3%A9", "/a%2Fb?next=%", "/%25?%ff", "*", ""])
    expect(readable(url)).toBe(url);
});

test("in one that can't, a percent sign is a percent sign", () => {
  expect(readable("/letters/%")).toBe("/letters/%25");
  expect(readable("/letters/%E0%A4%A?a=%20b")).toBe("/letters/%25E0%25A4%25A?a=%20b");
  for (const path of ["/%ff", "/%C3%28", "/%u0041", "/a%"])
    expect(() => decodeURIComponent(readable(path))).not.toThrow();
});
