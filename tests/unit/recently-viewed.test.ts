import { expect, test } from "@playwright/test";
import { sealCookie } from "@/lib/session/sealed-cookie";
import { SEEN_KEPT, addRecentlyViewed } from "@/lib/shop/recently-viewed";
import { seenCookie } from "@/lib/shop/recently-viewed-cookie";

test("what was looked at again moves to the front and is there once", () => {
  expect(addRecentlyViewed(["b", "a"], ["a"])).toEqual(["a", "b"]);
  expect(addRecentlyViewed([], ["a"])).toEqual(["a"]);
});

test("the list keeps the last eight", () => {
  const seen = ["i", "h", "g", "f", "e", "d", "c", "b"];
  expect(addRecentlyViewed(seen, ["j"])).toEqual(["j", "i", "h", "g", "f", "e", "d", "c"]);
  expect(
    addRecentlyViewed(
      seen,
      seen.map((id) => `${id}${id}`),
    ),
  ).toHaveLength(SEEN_KEPT);
});

test("the cookie stays small", async () => {
  const full = Array.from({ length: SEEN_KEPT }, (_, place) => `p${place + 10}`);
  expect((await sealCookie(seenCookie, full)).length).toBeLessThan(350);
});
