import { expect, test } from "@playwright/test";
import { fromNow, moment, span } from "@/app/session/words";

test("a length of time is told in its two largest units, as people say it", () => {
  const told = [0, 1, 59, 60, 61, 3600, 3661, 7199, 86_400, 90_000, 31 * 86_400 + 59].map(span);
  expect(told).toEqual([
    "0 seconds",
    "1 second",
    "59 seconds",
    "1 minute",
    "1 minute 1 second",
    "1 hour",
    "1 hour 1 minute",
    "1 hour 59 minutes",
    "1 day",
    "1 day 1 hour",
    "31 days",
  ]);
});

test("what is past was some time ago, what comes is in some time, and a clock that is behind is no trouble", () => {
  expect([940, 1000, 1090].map((time) => fromNow(time, 1000))).toEqual([
    "1 minute ago",
    "now",
    "in 1 minute 30 seconds",
  ]);
  expect(span(-5)).toBe("0 seconds");
});

test("a date reads the same in every browser", () => {
  expect(moment(1_800_000_000)).toBe("2027-01-15, 08:00 UTC");
});
