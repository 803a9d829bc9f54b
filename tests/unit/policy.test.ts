import { expect, test } from "@playwright/test";
import * as fc from "fast-check";
import { env, type Env } from "@/lib/env";
import {
  openSession,
  renewSession,
  sealSession,
  type Session,
  type SessionRecord,
} from "@/lib/session/cookies";
import { lifetimes, timeouts } from "@/lib/session/policy";

const START = 1_800_000_000;
const HOUR = 3600;
const DAY = 24 * HOUR;

const identity = { id: "q".repeat(24), userId: "u".repeat(22), provenAt: START, permanent: false };
const guest: SessionRecord = { createdAt: START, identity: null, fields: { accent: "navy" } };
const browser: SessionRecord = { createdAt: START, identity, fields: {} };
const permanent: SessionRecord = { ...browser, identity: { ...identity, permanent: true } };

const sessions = [
  { who: "a guest session", record: guest, idle: 12 * HOUR, absolute: 90 * DAY },
  { who: "a user's session", record: browser, idle: 2 * HOUR, absolute: 12 * HOUR },
  { who: "a permanent session", record: permanent, idle: 31 * DAY, absolute: 90 * DAY },
];

const statusAt = async (value: string, now: number) => (await openSession(value, now))?.status;

test.describe("timeouts, with the default settings", () => {
  for (const { who, record, idle, absolute } of sessions) {
    test(`${who} ends after ${idle / HOUR} idle hours, and ${absolute / HOUR} hours after it began`, async () => {
      const first = (await sealSession(record, START)).value;
      expect(await statusAt(first, START + idle - 1)).toBe("valid");
      expect(await statusAt(first, START + idle)).toBe("idle");
      const last = (await sealSession(record, START + absolute - 2)).value;
      expect(await statusAt(last, START + absolute - 1)).toBe("valid");
      expect(await statusAt(last, START + absolute)).toBe("expired");
    });

    test(`${who} survives a clock that is a minute behind or ahead`, async () => {
      const { value } = await sealSession(record, START);
      for (const now of [START - 60, START + 60])
        expect(await openSession(value, now)).toMatchObject({ status: "valid", record });
    });
  }

  test("only a permanent session has a Max-Age: its idle timeout, or what is left until it expires", async () => {
    const maxAge = async (record: SessionRecord, age = 0) =>
      (await sealSession(record, START + age)).maxAge;
    expect([await maxAge(guest), await maxAge(browser)]).toEqual([undefined, undefined]);
    const ages = [0, 59 * DAY, 80 * DAY, 90 * DAY, 91 * DAY];
    const days = await Promise.all(ages.map((age) => maxAge(permanent, age)));
    expect(days).toEqual([31 * DAY, 31 * DAY, 10 * DAY, 0, 0]);
  });
});

test.describe("renewal", () => {
  const openedAfter = async (record: SessionRecord, idle: number): Promise<Session | null> =>
    openSession((await sealSession(record, START)).value, START + idle);
  const isRenewed = async (record: SessionRecord, idle: number) =>
    (await renewSession(await openedAfter(record, idle), START + idle)) !== null;

  test("is due after a tenth of the idle timeout", async () => {
    for (const [record, due] of [
      [browser, 0.2 * HOUR],
      [permanent, 3.1 * DAY],
    ] as const) {
      expect(await isRenewed(record, due - 1)).toBe(false);
      expect(await isRenewed(record, due)).toBe(true);
      expect(await isRenewed(record, -60)).toBe(false);
    }
  });

  test("restarts the idle timeout and keeps the record", async () => {
    const now = START + HOUR;
    const renewed = await renewSession(await openedAfter(browser, HOUR), now);
    expect(await openSession(renewed?.value ?? "", now)).toMatchObject({
      status: "valid",
      record: browser,
      idleExpiresAt: now + 2 * HOUR,
    });
  });

  test("does not happen for guests, ended sessions, or without a session", async () => {
    expect(await isRenewed(guest, 11 * HOUR)).toBe(false);
    expect(await isRenewed(browser, 2 * HOUR)).toBe(false);
    expect(await renewSession(null)).toBeNull();
  });

  test("can be switched off", () => {
    const settings = { ...env(), SESSION_REFRESH_EACH_REQUEST: false };
    expect(timeouts(permanent, START, settings).renewableFrom).toBe(Infinity);
  });
});

test.describe("with any settings", () => {
  const lifetime = fc.integer({ min: 1, max: 10_000_000 });
  const anyEnv: fc.Arbitrary<Env> = fc
    .record({
      PERMANENT_SESSION_LIFETIME: lifetime,
      PERMANENT_SESSION_MAX: lifetime,
      SESSION_IDLE_TIMEOUT: lifetime,
      SESSION_MAX: lifetime,
    })
    .map((settings) => ({ ...env(), ...settings }));
  const anyRecord = fc
    .tuple(
      fc.constantFrom(guest, browser, permanent),
      fc.integer({ min: START, max: START + 1000 }),
    )
    .map(([record, createdAt]) => ({ ...record, createdAt }));
  const anySealedAt = fc.integer({ min: START, max: START + 20_000_000 });

  test("renewal moves the idle timeout, and never the absolute one", () => {
    fc.assert(
      fc.property(
        anyRecord,
        anySealedAt,
        anyEnv,
        fc.nat(20_000_000),
        (record, sealedAt, settings, later) => {
          const before = timeouts(record, sealedAt, settings);
          const renewed = timeouts(record, sealedAt + later, settings);
          expect(renewed.absoluteExpiresAt).toBe(before.absoluteExpiresAt);
          const idleExpiresAt = sealedAt + later + lifetimes(record.identity, settings).idle;
          expect(renewed.idleExpiresAt).toBe(Math.min(before.absoluteExpiresAt, idleExpiresAt));
        },
      ),
    );
  });

  test("a user who is never away for 90% of the idle timeout stays until the absolute one", () => {
    const user = fc.constantFrom(browser, permanent);
    const pauses = fc.array(fc.double({ min: 0, max: 0.9, noNaN: true }), { maxLength: 50 });
    fc.assert(
      fc.property(user, anyEnv, pauses, (record, settings, all) => {
        let sealedAt = START;
        let now = START;
        for (const pause of all) {
          now += Math.floor(pause * lifetimes(record.identity, settings).idle);
          const { idleExpiresAt, absoluteExpiresAt, renewableFrom } = timeouts(
            record,
            sealedAt,
            settings,
          );
          expect(now < idleExpiresAt).toBe(now < absoluteExpiresAt);
          if (now >= renewableFrom) sealedAt = now;
        }
      }),
    );
  });
});
