import { expect, test } from "@playwright/test";
import * as z from "zod";
import { flashCookie } from "@/lib/session/flash-cookie";
import { formCookie } from "@/lib/http/form-cookie";
import type { SessionRecord } from "@/lib/session/schema";
import { cookieName, sealCookie } from "@/lib/session/sealed-cookie";
import { openSession, sealSession, sessionCookie, sessionExpiries } from "@/lib/session/session";

const NOW = 1_800_000_000;
const HOUR = 3600;
const DAY = 24 * HOUR;

const identity = { id: "q".repeat(24), userId: "u".repeat(22), provenAt: NOW, permanent: false };
const guest: SessionRecord = { createdAt: NOW, identity: null, fields: { wax: "navy" } };
const member: SessionRecord = { createdAt: NOW, identity, fields: {} };
const remembered: SessionRecord = { ...member, identity: { ...identity, permanent: true } };

const people = [
  { who: "a guest", record: guest, idle: 12 * HOUR, absolute: 90 * DAY, maxAge: undefined },
  { who: "a member", record: member, idle: 2 * HOUR, absolute: 12 * HOUR, maxAge: undefined },
  {
    who: "a member who is remembered",
    record: remembered,
    idle: 31 * DAY,
    absolute: 90 * DAY,
    maxAge: 31 * DAY,
  },
];

for (const { who, record, idle, absolute, maxAge } of people) {
  test(`${who} is still who they were at the next request`, async () => {
    const { value } = await sealSession(record, NOW);
    expect(await openSession(value, NOW + 1)).toMatchObject({ record });
  });

  test(`${who} is refused after ${idle} idle seconds, and at ${absolute} in any case`, async () => {
    const { value } = await sealSession(record, NOW);
    expect(await openSession(value, NOW + idle - 1)).toHaveProperty("record");
    expect(await openSession(value, NOW + idle)).toEqual({ fault: "idle" });
    const last = await sealSession(record, NOW + absolute - 2);
    expect(await openSession(last.value, NOW + absolute - 1)).toHaveProperty("record");
    expect(await openSession(last.value, NOW + absolute)).toEqual({ fault: "absolute" });
  });

  test(`${who} has a cookie that ${maxAge ? `lives ${maxAge} seconds` : "ends with the browser"}`, async () => {
    expect(await sealSession(record, NOW)).toMatchObject({ maxAge });
  });

  test(`${who} is not logged out by an instance whose clock is a minute behind or ahead`, async () => {
    const { value } = await sealSession(record, NOW);
    expect(await openSession(value, NOW - 60)).toMatchObject({ record });
    expect(await openSession(value, NOW + 60)).toMatchObject({ record });
  });
}

test("a remembered member's cookie is kept for the days that are left, and no longer", async () => {
  expect(await sealSession(remembered, NOW + 59 * DAY)).toMatchObject({ maxAge: 31 * DAY });
  expect(await sealSession(remembered, NOW + 80 * DAY)).toMatchObject({ maxAge: 10 * DAY });
});

test("sealing a session anew starts its idle time over and leaves its last hour where it was", async () => {
  const { value } = await sealSession(member, NOW + 11 * HOUR);
  const opened = await openSession(value, NOW + 11 * HOUR);
  if ("fault" in opened) throw new Error(opened.fault);
  expect(opened.times).toEqual({ kind: "browser", createdAt: NOW, sealedAt: NOW + 11 * HOUR });
  expect(sessionExpiries(opened)).toEqual({
    idleExpiresAt: NOW + 12 * HOUR,
    absoluteExpiresAt: NOW + 12 * HOUR,
  });
});

test("a field of a newer deploy travels through an older one untouched", async () => {
  const fields = { wax: "forest", fromTomorrow: { deep: [1, null, "two"] } };
  const { value } = await sealSession({ ...member, fields }, NOW);
  expect(await openSession(value, NOW)).toMatchObject({ record: { fields } });
});

test("who a member is costs each request no more than 403 bytes", async () => {
  const { value } = await sealSession(remembered, NOW);
  const [, keyId = ""] = value.split("*");
  const unluckyDigits = 10 - keyId.length;
  expect(cookieName(sessionCookie).length + value.length + unluckyDigits).toBeLessThanOrEqual(400);
});

test("a message or a form, put where the session belongs, makes a guest", async () => {
  const message = await sealCookie(flashCookie("1"), { category: "info", text: "hello" });
  const form = await sealCookie(formCookie("a"), { page: "/login", errors: {}, values: {} });
  expect(await openSession(message)).toEqual({ fault: "purpose" });
  expect(await openSession(form)).toEqual({ fault: "purpose" });
});

const halves: readonly unknown[] = [
  [],
  [NOW, null],
  [String(NOW), null, {}],
  [NOW, [], {}],
  [NOW, ["short", "u".repeat(22), NOW, 0], {}],
  [NOW, ["q".repeat(24), "", NOW, 0], {}],
  [NOW, ["q".repeat(24), "u".repeat(22), NOW, 2], {}],
  [NOW, ["q".repeat(24), "u".repeat(22), NOW, true], {}],
  [NOW, { id: "q".repeat(24), userId: "u".repeat(22), provenAt: NOW, permanent: true }, {}],
  [NOW, null, []],
];

for (const half of halves) {
  test(`a session that holds ${JSON.stringify(half)} is nobody's, and no half a person`, async () => {
    const value = await sealCookie({ ...sessionCookie, schema: z.unknown() }, half, { now: NOW });
    expect(await openSession(value, NOW)).toEqual({ fault: "shape" });
  });
}
