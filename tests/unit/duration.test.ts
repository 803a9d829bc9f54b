import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { clockTime, parseDuration } from "@/lib/duration";

const written = [
  ["90s", 90],
  ["1s", 1],
  ["30m", 1800],
  ["12h", 43_200],
  ["31d", 2_678_400],
  [" 10m\n", 600],
] as const;

for (const [text, seconds] of written) {
  test(`${JSON.stringify(text)} is ${seconds} seconds`, () =>
    expect(parseDuration(text)).toBe(seconds));
}

const mistyped = [
  "",
  "0s",
  "00m",
  "-1h",
  "1.5h",
  "1e3s",
  "30",
  "m",
  "30 m",
  "30M",
  "1h30m",
  "5w",
  "+5m",
  "٣m",
  "5m;",
  "1234567890s",
];

for (const text of mistyped) {
  test(`${JSON.stringify(text)} is refused, quoted, with the way to write it`, () => {
    const parse = () => parseDuration(text);
    expect(parse).toThrow(RangeError);
    expect(parse).toThrow(`“${text}” is not a duration: write 90s, 30m, 12h or 31d`);
  });
}

test("every whole number with a unit is that many units", () => {
  const units = fc.constantFrom(
    ["s", 1] as const,
    ["m", 60] as const,
    ["h", 3600] as const,
    ["d", 86_400] as const,
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), units, (count, [unit, seconds]) => {
      expect(parseDuration(`${count}${unit}`)).toBe(count * seconds);
    }),
  );
});

test("whatever else somebody types is a RangeError, and nothing becomes NaN", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/^[1-9]\d{0,5}[smhd]$/.test(text.trim()));
      expect(() => parseDuration(text)).toThrow(RangeError);
    }),
  );
});

const countedDown = [
  [0, "0:00"],
  [59.9, "0:59"],
  [245, "4:05"],
  [3600, "1:00:00"],
  [7147, "1:59:07"],
  [172_799, "47:59:59"],
  [172_800, "2 days"],
  [2_678_399, "30 days"],
] as const;

for (const [seconds, shown] of countedDown) {
  test(`${seconds} seconds are counted down as ${shown}`, () =>
    expect(clockTime(seconds)).toBe(shown));
}
