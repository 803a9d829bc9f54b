import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { formatDuration, parseDuration, timeAgo } from "@/lib/duration";

test.describe("parseDuration", () => {
  const unit = fc.constantFrom(["s", 1] as const, ["m", 60], ["h", 3600], ["d", 86_400]);

  test("reads a whole number with a unit", () => {
    expect(parseDuration(" 10m\n")).toBe(600);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), unit, (count, [name, seconds]) => {
        expect(parseDuration(`${count}${name}`)).toBe(count * seconds);
      }),
    );
  });

  test("refuses any other text with an example of a duration", () => {
    const others = ["", "30 m", ..."0s 00m -1h 1.5h 1e3s 30 m 30M 1h30m 5w".split(" ")];
    for (const text of [...others, "+5m", "٣m", "5m;", "1234567890s"]) {
      const message = `“${text}” is not a duration: write 90s, 30m, 12h or 31d`;
      expect(() => parseDuration(text)).toThrow(new RangeError(message));
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^[1-9]\d{0,5}[smhd]$/.test(text.trim()));
        expect(() => parseDuration(text)).toThrow(RangeError);
      }),
    );
  });
});

test("formatDuration writes the largest units, two by default", () => {
  const durations: [seconds: number, two: string, one: string][] = [
    [-5, "0 seconds", "0 seconds"],
    [1.9, "1 second", "1 second"],
    [59, "59 seconds", "59 seconds"],
    [61, "1 minute 1 second", "1 minute"],
    [3600, "1 hour", "1 hour"],
    [7199, "1 hour 59 minutes", "1 hour"],
    [86_460, "1 day", "1 day"],
    [2_678_399, "30 days 23 hours", "30 days"],
  ];
  for (const [seconds, two, one] of durations)
    expect([formatDuration(seconds), formatDuration(seconds, 1)]).toEqual([two, one]);
});

test("timeAgo writes the largest unit, and “just now” within a minute or for another clock's future", () => {
  const ages = [-60, 0, 59, 60, 7199, 86_400 * 3];
  expect(ages.map((age) => timeAgo(1000, 1000 + age))).toEqual([
    ...["just now", "just now", "just now", "1 minute ago", "1 hour ago", "3 days ago"],
  ]);
});
