import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import {
  cookieMaxAge,
  expiries,
  isFresh,
  expiredBy,
  needsRenewal,
  type SessionKind,
} from "@/lib/session/policy";

const limits = {
  PERMANENT_SESSION_LIFETIME: 1000,
  PERMANENT_SESSION_MAX: 5000,
  SESSION_IDLE_TIMEOUT: 100,
  SESSION_MAX: 400,
};
const BEGUN = 1_800_000_000;

const people = [
  { who: "a guest", kind: "guest", idle: 400, absolute: 5000 },
  { who: "a member", kind: "browser", idle: 100, absolute: 400 },
  { who: "a member who is remembered", kind: "permanent", idle: 1000, absolute: 5000 },
] as const;

for (const { who, kind, idle, absolute } of people) {
  test(`${who} is forgotten after ${idle} idle seconds, not one earlier`, () => {
    const times = { kind, createdAt: BEGUN, sealedAt: BEGUN + 50 };
    const passed = (after: number) => expiredBy(times, limits, times.sealedAt + after);
    expect([idle - 1, idle, idle + 1].map(passed)).toEqual([null, "idle", "idle"]);
  });

  test(`${who} who never rests is forgotten ${absolute} seconds after the beginning, not one earlier`, () => {
    const passed = (age: number) =>
      expiredBy({ kind, createdAt: BEGUN, sealedAt: BEGUN + age - 1 }, limits, BEGUN + age);
    expect([absolute - 1, absolute, absolute + 1].map(passed)).toEqual([
      null,
      "absolute",
      "absolute",
    ]);
  });

  test(`${who} is not forgotten by a clock that is behind`, () => {
    expect(expiredBy({ kind, createdAt: BEGUN, sealedAt: BEGUN }, limits, BEGUN - 60)).toBeNull();
  });
}

test("a member's session is sealed anew once a tenth of the idle time is over, not at every click", () => {
  const due = (kind: SessionKind, after: number) =>
    needsRenewal({ kind, createdAt: BEGUN, sealedAt: BEGUN + 7 }, limits, BEGUN + 7 + after);
  expect([9, 10, 11].map((after) => due("browser", after))).toEqual([false, true, true]);
  expect([99, 100, 101].map((after) => due("permanent", after))).toEqual([false, true, true]);
  expect(due("browser", -60)).toBe(false);
});

test("a guest's session is never renewed, however old: that answer could undo a login", () => {
  fc.assert(
    fc.property(fc.nat(10_000), (after) => {
      expect(
        needsRenewal({ kind: "guest", createdAt: BEGUN, sealedAt: BEGUN }, limits, BEGUN + after),
      ).toBe(false);
    }),
  );
});

test("only who is to be remembered gets a cookie that outlives the browser", () => {
  const maxAge = (kind: SessionKind) =>
    cookieMaxAge({ kind, createdAt: BEGUN, sealedAt: BEGUN }, limits, BEGUN);
  expect(maxAge("guest")).toBeUndefined();
  expect(maxAge("browser")).toBeUndefined();
  expect(maxAge("permanent")).toBe(1000);
});

test("a remembered member's cookie goes when the session does, and its age never turns negative", () => {
  const maxAge = (age: number) =>
    cookieMaxAge({ kind: "permanent", createdAt: BEGUN, sealedAt: BEGUN }, limits, BEGUN + age);
  expect([3999, 4000, 4001, 4999, 5000, 5001].map(maxAge)).toEqual([1000, 1000, 999, 1, 0, 0]);
});

test("a password counts as just given for as long as the setting says, and not a second more", () => {
  expect([0, 599, 600, 601].map((age) => isFresh(BEGUN, 600, BEGUN + age))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(isFresh(BEGUN, 600, BEGUN - 60)).toBe(true);
});

const lifetime = fc.integer({ min: 1, max: 10_000_000 });
const anyLimits = fc.record({
  PERMANENT_SESSION_LIFETIME: lifetime,
  PERMANENT_SESSION_MAX: lifetime,
  SESSION_IDLE_TIMEOUT: lifetime,
  SESSION_MAX: lifetime,
});
const anyTimes = fc.record({
  kind: fc.constantFrom<SessionKind>("guest", "browser", "permanent"),
  createdAt: fc.integer({ min: BEGUN, max: BEGUN + 1000 }),
  sealedAt: fc.integer({ min: BEGUN, max: BEGUN + 20_000_000 }),
});

test("under any settings, being idle ends a session no later than its age does", () => {
  fc.assert(
    fc.property(anyTimes, anyLimits, (times, settings) => {
      const { idleExpiresAt, absoluteExpiresAt } = expiries(times, settings);
      expect(idleExpiresAt).toBeLessThanOrEqual(absoluteExpiresAt);
      expect(expiredBy(times, settings, idleExpiresAt - 1)).toBeNull();
      expect(expiredBy(times, settings, idleExpiresAt)).not.toBeNull();
    }),
  );
});

test("under any settings, however often it is renewed, no session and no cookie outlives its last day", () => {
  fc.assert(
    fc.property(anyTimes, anyLimits, fc.nat(20_000_000), (times, settings, later) => {
      const renewed = { ...times, sealedAt: times.sealedAt + later };
      const { absoluteExpiresAt } = expiries(times, settings);
      expect(expiries(renewed, settings).absoluteExpiresAt).toBe(absoluteExpiresAt);
      expect(expiredBy(renewed, settings, absoluteExpiresAt)).toBe("absolute");
      const maxAge = cookieMaxAge(renewed, settings, renewed.sealedAt) ?? 0;
      expect(maxAge).toBeLessThanOrEqual(Math.max(0, absoluteExpiresAt - renewed.sealedAt));
    }),
  );
});
