import { limits } from "@/lib/auth/limits";
import { attemptLogin } from "@/lib/auth/login-limits";
import { readDeviceId, rememberDevice } from "@/lib/auth/known-device";
import { limitConcurrency } from "@/lib/auth/password";
import { clearAttempts, countAttempt, returnAttempt, type Limit } from "@/lib/auth/rate-limit";
import { RateLimitError } from "@/lib/auth/rate-limit-error";
import { FakeBrowser } from "../support/next-headers";
import { countValues } from "../support/login-attempts";
import { expect, test } from "../support/unit-database";

/** What was returned, or the code of the RateLimitError. */
const outcome = async <T>(work: Promise<T>): Promise<T | string> =>
  work.catch((error: unknown) => {
    if (error instanceof RateLimitError) return error.code;
    throw error;
  });

const repeat = async <T>(times: number, work: (time: number) => Promise<T>) => {
  const outcomes = [];
  for (let time = 0; time < times; time++) outcomes.push(await outcome(work(time)));
  return outcomes;
};

/** Runs `work` with a clock that is ahead. */
async function later<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  const { now } = Date;
  Date.now = () => now() + seconds * 1000;
  try {
    return await work();
  } finally {
    Date.now = now;
  }
}

test.describe("countAttempt", () => {
  const limitOf = (name: string, points: number): Limit => ({ name, points, duration: 60 });

  test("allows exactly as many attempts as the limit, also at the same time", async () => {
    const limit = limitOf("at once", 7);
    const attempts = Array.from({ length: 40 }, () => outcome(countAttempt(limit, "x")));
    const counted = { undefined: 7, too_many_attempts: 33 };
    expect(countValues(await Promise.all(attempts))).toEqual(counted);
    await countAttempt(limit, "y");
    await countAttempt(limitOf("another", 7), "x");
  });

  test("says when the next attempt is allowed, and allows it then", async () => {
    const limit = limitOf("expiry", 1);
    await countAttempt(limit, "x");
    for (const [passed, left] of [
      [0, 60],
      [0, 60],
      [58, 2],
    ] as const) {
      const error: unknown = await later(passed, () => countAttempt(limit, "x")).catch((e) => e);
      expect(error).toBeInstanceOf(RateLimitError);
      expect(Math.abs((error as RateLimitError).retryAfter - left)).toBeLessThanOrEqual(1);
    }
    await later(61, () => countAttempt(limit, "x"));
    expect(await outcome(later(61, () => countAttempt(limit, "x")))).toBe("too_many_attempts");
  });

  test("a returned attempt can be used again, but no more than that", async () => {
    const limit = limitOf("return", 2);
    for (let time = 0; time < 3; time++) await returnAttempt(limit, "x");
    expect(await repeat(2, () => countAttempt(limit, "x"))).toEqual([undefined, undefined]);
    await returnAttempt(limit, "x");
    const outcomes = await repeat(2, () => countAttempt(limit, "x"));
    expect(outcomes).toEqual([undefined, "too_many_attempts"]);
  });

  test("cleared attempts are forgotten, also after the limit was reached", async () => {
    const limit = limitOf("clear", 1);
    await repeat(3, () => countAttempt(limit, "x"));
    await clearAttempts(limit, "x");
    expect(await outcome(countAttempt(limit, "x"))).toBeUndefined();
  });

  test("a limit that was reached costs no more queries", async () => {
    const limit = limitOf("blocked", 1);
    await repeat(2, () => countAttempt(limit, "x"));
    // Resets the row to 0: only this process remembers that the limit was reached.
    await returnAttempt(limit, "x");
    await returnAttempt(limit, "x");
    expect(await outcome(countAttempt(limit, "x"))).toBe("too_many_attempts");
  });
});

let count = 0;
const newName = (): string => `${++count}@example.com`;
const right = async () => true;
const wrong = async () => false;

test.describe("attemptLogin", () => {
  type Client = Readonly<{
    email: string;
    address: string;
    deviceId: string | null;
    passwordDigest: string;
  }>;
  const login = (client: Partial<Client>, verify: () => Promise<boolean>) => {
    const unknown = { email: newName(), address: newName(), deviceId: null, passwordDigest: "" };
    return attemptLogin({ ...unknown, ...client }, verify);
  };

  const subjects: [limit: keyof typeof limits, client: () => Partial<Client>, correct?: true][] = [
    ["pair", () => ({ email: newName(), address: newName() })],
    ["account", () => ({ email: newName() })],
    ["address", () => ({ address: newName() })],
    ["device", () => ({ email: newName(), deviceId: "a known device" })],
    ["success", () => ({ email: newName(), deviceId: "a device with many logins" }), true],
    ["success", () => ({ email: newName(), address: newName() }), true],
  ];
  for (const [limit, newClient, correct = false] of subjects) {
    const client = newClient();
    test(`${correct ? "correct" : "wrong"} passwords are limited per ${Object.keys(client).join(" and ")}`, async () => {
      const { points } = limits[limit];
      const logins = await repeat(points + 2, () => login(client, correct ? right : wrong));
      expect(countValues(logins)).toEqual({ [String(correct)]: points, too_many_attempts: 2 });
    });
  }

  test("logins with an earlier password leave the owner of the new one theirs", async () => {
    const client = { email: newName(), deviceId: "a device of a stranger" };
    const earlier = { ...client, passwordDigest: "earlier" };
    await repeat(limits.success.points + 1, () => login(earlier, right));
    await expect(login(earlier, right)).rejects.toThrow(RateLimitError);
    expect(await login({ ...client, passwordDigest: "new" }, right)).toBe(true);
  });

  test("a correct password forgets the wrong ones for its account, not those for others", async () => {
    const client = { email: newName(), address: newName() };
    for (const round of ["first", "second"]) {
      const guesses = await repeat(9, () => login(client, wrong));
      expect(countValues(guesses), round).toEqual({ false: 9 });
      expect(await login(client, right)).toBe(true);
    }
    const guesses = await repeat(44, () => login({ address: client.address }, wrong));
    expect(countValues(guesses)).toEqual({
      false: limits.address.points - 18,
      too_many_attempts: 2,
    });
  });

  test("one address cannot use up the attempts of an account", async () => {
    const client = { email: newName(), address: newName() };
    await repeat(limits.account.points + 1, () => login(client, wrong));
    expect(await login({ email: client.email }, right)).toBe(true);
    const windows = Math.ceil(limits.account.duration / limits.pair.duration) + 1;
    expect(limits.account.points).toBeGreaterThan(limits.pair.points * windows);
  });
});

test.describe("known devices", () => {
  const idsIn = (browser: FakeBrowser, users: readonly string[]) =>
    browser.request(() => Promise.all(users.map((user) => readDeviceId(user, "first"))));

  test("each user of a browser has an id of their own, which only their login changes", async () => {
    const browser = new FakeBrowser();
    for (const user of ["ada", "grace"]) await browser.request(() => rememberDevice(user, "first"));
    const [ada, grace, stranger] = await idsIn(browser, ["ada", "grace", "stranger"]);
    expect([ada, grace].map((id) => id?.length)).toEqual([22, 22]);
    expect(ada).not.toBe(grace);
    expect(stranger).toBeNull();
    await browser.request(() => rememberDevice("grace", "first"));
    const [adaAfter, graceAfter] = await idsIn(browser, ["ada", "grace"]);
    expect(adaAfter).toBe(ada);
    expect(graceAfter).not.toBe(grace);
    await browser.request(() => rememberDevice("grace", "second"));
    expect((await idsIn(browser, ["grace"]))[0]).toBeNull();
  });

  test("a browser knows the last four users", async () => {
    const browser = new FakeBrowser();
    const users = ["a", "b", "c", "d", "a", "e"];
    for (const user of users) await browser.request(() => rememberDevice(user, "first"));
    const ids = await idsIn(browser, ["e", "a", "d", "c", "b"]);
    expect(ids.map((id) => id !== null)).toEqual([true, true, true, true, false]);
    expect(browser.cookies.get("__Host-device")?.length).toBeLessThan(600);
  });
});

test.describe("concurrent logins", () => {
  /** Begins logins that do not finish, and returns how many were admitted. */
  async function hold(clients: readonly Parameters<typeof limitConcurrency>[0][]) {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let admitted = 0;
    const logins = clients.map((client) =>
      outcome(limitConcurrency(client, async () => (admitted++, finished))),
    );
    return { admitted, finish: () => (finish(), Promise.all(logins)) };
  }
  const clients = (isKnown: boolean, address?: string) =>
    Array.from({ length: 100 }, () => ({
      subject: newName(),
      address: address ?? newName(),
      isKnown,
    }));

  test("at most two run at a time per device, or per account and address", async () => {
    const client = { subject: "two at a time", address: "of its own", isKnown: true };
    const logins = await hold(Array(5).fill(client));
    expect(logins.admitted).toBe(2);
    expect(countValues(await logins.finish())).toEqual({ undefined: 2, busy: 3 });
    expect(await limitConcurrency(client, right)).toBe(true);
  });

  test("a flood from unknown devices leaves as many slots for known ones", async () => {
    const strangers = await hold(clients(false));
    expect(strangers.admitted).toBeGreaterThan(20);
    expect(strangers.admitted).toBeLessThan(30);
    const users = await hold(clients(true));
    expect(users.admitted).toBe(strangers.admitted);
    await Promise.all([strangers.finish(), users.finish()]);
    const after = { subject: "after", address: "after", isKnown: false };
    expect(await limitConcurrency(after, right)).toBe(true);
  });

  test("one address takes no more than ten slots, with known devices of its own too", async () => {
    const flood = await hold(clients(true, "of the flood"));
    expect(flood.admitted).toBe(10);
    const users = await hold(clients(true));
    expect(users.admitted).toBeGreaterThan(20);
    await Promise.all([flood.finish(), users.finish()]);
  });
});

test("the error says in words when to try again", () => {
  expect(new RateLimitError(900).message).toBe("Too many attempts. Try again in 15 minutes.");
  expect(new RateLimitError(3, "busy").message).toContain("Try again in 3 seconds.");
});
