import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import RateLimiterRes from "rate-limiter-flexible/lib/RateLimiterRes.js";
import { AttemptLimiter } from "@/lib/auth/rate-limit";
import { limits } from "@/lib/auth/login-limits";
import { readDevice, rememberDevice } from "@/lib/auth/known-device";
import { deviceCookie } from "@/lib/auth/known-device-cookie";
import { limitConcurrency } from "@/lib/auth/password";
import { inWords, RateLimitError } from "@/lib/auth/rate-limit-error";
import { openCookie } from "@/lib/session/sealed-cookie";
import { FakeCookies, request } from "../support/next-headers";

const folder = mkdtempSync(join(tmpdir(), "signet-tries-"));
process.env.DATABASE_URL = `file:${join(folder, "test.db")}`;
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const waits: readonly (readonly [seconds: number, words: string])[] = [
  [1, "a second"],
  [59, "59 seconds"],
  [60, "a minute"],
  [61, "2 minutes"],
  [240, "4 minutes"],
  [3600, "60 minutes"],
];

for (const [seconds, words] of waits) {
  test(`${seconds} seconds are ${words}`, () => {
    expect(inWords(seconds)).toBe(words);
    expect(new RateLimitError(seconds).message).toBe(`Too many tries. Try again in ${words}.`);
  });
}

test("one address alone can't use up an account's tries, and nobody gets a hundred in an hour", () => {
  const windows = Math.ceil(limits.account.duration / limits.pair.duration) + 1;
  expect(limits.account.points).toBeGreaterThan(limits.pair.points * windows);
  expect((limits.account.points * 3600) / limits.account.duration).toBeLessThan(100);
});

const outcome = (limiter: AttemptLimiter, key: string): Promise<"counted" | number> =>
  limiter.consume(key).then(
    () => "counted" as const,
    (refused: unknown) =>
      refused instanceof RateLimiterRes ? refused.msBeforeNext : Promise.reject(refused as Error),
  );

test("of many at once exactly as many are counted as the limit allows, over two instances too", async () => {
  const instances = [1, 2].map(() => new AttemptLimiter("at once", { points: 7, duration: 60 }));
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, index) => outcome(instances[index % 2] as AttemptLimiter, "x")),
  );
  expect(outcomes.filter((each) => each === "counted")).toHaveLength(7);
  for (const wait of outcomes)
    expect(wait === "counted" || (wait > 57_000 && wait <= 60_000)).toBe(true);
});

test("counting starts over when its time is up, and not before", async () => {
  const { now } = Date;
  const limiter = new AttemptLimiter("over", { points: 1, duration: 60 });
  try {
    expect(await outcome(limiter, "x")).toBe("counted");
    const wait = await outcome(limiter, "x");
    const start = now();
    Date.now = () => start + Number(wait) - 1000;
    expect(
      await outcome(new AttemptLimiter("over", { points: 1, duration: 60 }), "x"),
    ).toBeGreaterThan(0);
    Date.now = () => start + Number(wait) + 1;
    expect(await outcome(limiter, "x")).toBe("counted");
  } finally {
    Date.now = now;
  }
});

test("what is taken back is as if it had not been, and never gives more than there was", async () => {
  const limiter = new AttemptLimiter("back", { points: 1, duration: 60 });
  await limiter.reward("x");
  await limiter.reward("x");
  expect(await outcome(limiter, "x")).toBe("counted");
  await limiter.reward("x");
  expect(await outcome(limiter, "x")).toBe("counted");
  expect(await outcome(limiter, "x")).not.toBe("counted");
  await limiter.delete("x");
  expect(await outcome(limiter, "x")).toBe("counted");
});

test("a flood fills its own room, and a known device has another", async () => {
  let open = (): void => {};
  const door = new Promise<void>((resolve) => (open = resolve));
  const come = (known: boolean) =>
    Promise.allSettled(Array.from({ length: 100 }, () => limitConcurrency(known, () => door)));
  const all = [come(false), come(true)];
  open();
  const [strangers, members] = (await Promise.all(all)).map(
    (group) => group.filter(({ status }) => status === "fulfilled").length,
  );
  expect(strangers).toBeGreaterThan(20);
  expect(strangers).toBeLessThan(30);
  expect(members).toBe(strangers);
  expect(await limitConcurrency(false, async () => "in")).toBe("in");
});

test("a device knows the last four who logged in, under a new id each time, and only its own cookie says so", async () => {
  let cookies = new FakeCookies();
  const ids = new Set<string>();
  for (const user of ["a", "b", "c", "d", "a", "e"]) {
    cookies = await request(cookies.next(), () => rememberDevice(user));
    await request(cookies.next(), async () => ids.add((await readDevice())?.id ?? ""));
  }
  expect(ids.size).toBe(6);
  await request(cookies.next(), async () =>
    expect((await readDevice())?.users).toEqual(["e", "a", "d", "c"]),
  );
  const { value } = cookies.get("__Host-device") ?? { value: "" };
  expect(value.length).toBeLessThan(600);
  const elsewhere = await openCookie({ ...deviceCookie, purpose: "session" }, value);
  expect(elsewhere).toEqual({ ok: false, fault: "purpose" });
});
