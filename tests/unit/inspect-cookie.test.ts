import { expect, test } from "@playwright/test";
import { env } from "@/lib/env";
import { inspectCookie } from "@/lib/inspect-cookie";
import { flashCookie, sessionCookie } from "@/lib/session/cookies";
import { seal } from "@/lib/session/seal";
import { nowInSeconds } from "@/lib/duration";
import { SealedCookie } from "@/lib/session/sealed-cookie";

const now = nowInSeconds();
const identity = { id: "i".repeat(24), userId: "u1", provenAt: now, permanent: false };
const record = { createdAt: now, identity, fields: {} };
const message = { category: "info", text: "Hello" } as const;
const { SESSION_IDLE_TIMEOUT, SESSION_MAX } = env();

test("a session cookie is shown with content, size and both expiry times", async () => {
  const value = await SealedCookie.seal(sessionCookie, record, { now });
  const name = SealedCookie.wireName(sessionCookie);
  expect(await inspectCookie(value, name)).toEqual({
    bytes: name.length + value.length,
    refused: null,
    opened: {
      purpose: "who",
      secret: "the newest secret",
      sealedAt: now,
      expiry: {
        idleExpiresAt: now + SESSION_IDLE_TIMEOUT,
        absoluteExpiresAt: now + SESSION_MAX,
      },
      data: record,
      session: {
        status: "valid",
        record,
        sealedAt: now,
        idleExpiresAt: now + SESSION_IDLE_TIMEOUT,
        absoluteExpiresAt: now + SESSION_MAX,
        renewableFrom: now + SESSION_IDLE_TIMEOUT / 10,
      },
    },
  });
});

test("an expired cookie is shown with its content and the reason", async () => {
  const reasonFor = async (createdAt: number, sealedAt: number) => {
    const value = await SealedCookie.seal(
      sessionCookie,
      { ...record, createdAt },
      { now: sealedAt },
    );
    const { refused, opened } = await inspectCookie(value);
    expect(opened?.data).toMatchObject({ createdAt });
    return refused;
  };
  const idle = now - SESSION_IDLE_TIMEOUT;
  expect(await reasonFor(idle, idle)).toContain("idle for too long");
  expect(await reasonFor(now - SESSION_MAX, now)).toContain("older than its lifetime");
  const old = await SealedCookie.seal(flashCookie, message, { now: now - flashCookie.lifetime });
  expect(await inspectCookie(old)).toMatchObject({
    refused: "It is older than its lifetime.",
    opened: { purpose: "flash", expiry: { expiresAt: now }, data: message },
  });
});

test("each way in which a value does not open has its own reason", async () => {
  const value = await SealedCookie.seal(flashCookie, message);
  const keyring = ["a secret of more than 32 characters, of another app"];
  const values: [value: string, reason: string][] = [
    ["hello", "not a seal"],
    [value.slice(0, -9), "changed after it was sealed"],
    [await SealedCookie.seal(flashCookie, message, { keyring }), "not in SESSION_SECRET"],
    [await SealedCookie.seal({ ...flashCookie, purpose: "other" }, message), "another purpose"],
    [await SealedCookie.seal({ ...flashCookie, version: 9 }, message), "older or newer version"],
    [await seal({ e: ["flash", 1, now, 7] }, env().SESSION_SECRET), "match the schema"],
    ["x".repeat(5000), "at most 4096 bytes"],
  ];
  for (const [value, reason] of values) {
    const { refused, opened } = await inspectCookie(value);
    expect(refused).toContain(reason);
    expect(opened).toBeNull();
  }
  const { refused, opened } = await inspectCookie(value, SealedCookie.wireName(sessionCookie));
  expect([refused, opened?.purpose]).toEqual([expect.stringContaining("another purpose"), "flash"]);
});
