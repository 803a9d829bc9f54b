import { drizzle } from "drizzle-orm/libsql";
import { eq } from "drizzle-orm";
import { SignJWT } from "jose";
import { getAuth } from "@/lib/auth";
import { offerRegistration, proveDevice, registerDevice } from "@/lib/auth/device-binding/binding";
import { boundCookie, proofChallenge } from "@/lib/auth/device-binding/binding-cookies";
import { verifyToken } from "@/lib/auth/device-binding/verify-token";
import { renewSessionId } from "@/lib/auth/log-in";
import { sessionDigest } from "@/lib/auth/sessions";
import { sessions } from "@/lib/db/schema";
import { nowInSeconds } from "@/lib/duration";
import { sealSession } from "@/lib/session/cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { openDatabase } from "../support/database";
import { createDeviceKey, type DeviceKey } from "../support/device-key";
import { recordOf, SESSION_COOKIE } from "../support/http";
import { FakeBrowser } from "../support/next-headers";
import { withSettings } from "../support/settings";
import { expect, test } from "../support/unit-database";
import { addUser, type TestUser } from "../support/users";

const on = <T>(work: () => Promise<T>) => withSettings({ SESSION_DEVICE_BINDING: "true" }, work);

test.describe("verifyToken", () => {
  test("returns the key that signed, and the challenge", async () => {
    const { key, sign } = await createDeviceKey();
    expect(await verifyToken(await sign("abc"))).toEqual({ key, challenge: "abc" });
    expect(await verifyToken(await sign("abc", {}), key)).toEqual({ key, challenge: "abc" });
  });

  test("refuses a token that was changed or signed by another key", async () => {
    const [device, other] = [await createDeviceKey(), await createDeviceKey()];
    const token = await device.sign("abc");
    const [head, , signature] = token.split(".");
    const [, otherBody] = (await device.sign("xyz")).split(".");
    expect(await verifyToken(`${head}.${otherBody}.${signature}`)).toBeNull();
    expect(await verifyToken(token, other.key)).toBeNull();
    expect(await verifyToken(await other.sign("abc"), device.key)).toBeNull();
  });

  test("refuses another algorithm, another type and a token without a key", async () => {
    const { sign } = await createDeviceKey();
    const secret = new TextEncoder().encode("a secret of at least 256 bits for the test");
    const claims = new SignJWT({ jti: "abc" });
    const symmetric = claims.setProtectedHeader({ alg: "HS256", typ: "dbsc+jwt" }).sign(secret);
    const none = [{ alg: "none", typ: "dbsc+jwt" }, { jti: "abc" }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const tokens = [await symmetric, `${none}.`, await sign("abc", {}), "", "a.b.c", "é".repeat(9)];
    for (const token of tokens) expect(await verifyToken(token), token).toBeNull();
    expect(await verifyToken(await sign("abc", { typ: "JWT" }))).toBeNull();
  });
});

/** A browser that is logged in, with a device whose key is registered. */
async function register(databaseUrl: string) {
  const user = await addUser(databaseUrl, "Ada");
  const device = await createDeviceKey();
  const challenge = await offerRegistration(sessionDigest(user.sessionId));
  expect(await registerDevice(await device.sign(challenge ?? ""))).toBe(device.key);
  const browser = new FakeBrowser();
  browser.cookies.set(SESSION_COOKIE, (await sealSession(recordOf(user))).value);
  return { user, device, browser };
}

/** Answers a challenge of the server, as a browser does when the cookie is about to expire. */
async function refresh({ key, sign }: DeviceKey) {
  const asked = await proveDevice(key, "");
  return typeof asked === "string" ? asked : proveDevice(key, await sign(asked.challenge, {}));
}

/** Moves the offer of a registration into the past. */
async function endGrace(databaseUrl: string, { id }: TestUser): Promise<void> {
  const client = await openDatabase(databaseUrl);
  const change = { deviceOfferedAt: nowInSeconds() - 60 };
  await drizzle(client).update(sessions).set(change).where(eq(sessions.userId, id));
  client.close();
}

const setBoundCookie = async (browser: FakeBrowser, key: string, sealedAt = nowInSeconds()) =>
  browser.cookies.set("__Host-bound", await SealedCookie.seal(boundCookie, key, { now: sealedAt }));

const unbound = { status: "guest", reason: "unbound" };

test("a session is offered a registration once, and takes one key", async ({ databaseUrl }) =>
  on(async () => {
    const user = await addUser(databaseUrl, "Ada");
    const digest = sessionDigest(user.sessionId);
    const challenge = (await offerRegistration(digest)) ?? "";
    expect(await offerRegistration(digest)).toBeNull();
    const [device, thief] = [await createDeviceKey(), await createDeviceKey()];
    expect(await registerDevice(await device.sign("another challenge"))).toBeNull();
    expect(await registerDevice(await device.sign(challenge))).toBe(device.key);
    expect(await registerDevice(await thief.sign(challenge))).toBeNull();
  }));

test("getAuth() needs the bound cookie after the first proof and a minute", async ({
  databaseUrl,
}) =>
  on(async () => {
    const { user, device, browser } = await register(databaseUrl);
    await endGrace(databaseUrl, user);
    expect(await browser.request(getAuth)).toMatchObject({ status: "user" });
    expect(await refresh(device)).toBe("proven");
    expect(await browser.request(getAuth)).toEqual(unbound);
    await setBoundCookie(browser, device.key);
    expect(await browser.request(getAuth)).toMatchObject({ status: "user" });
    await setBoundCookie(browser, device.key, nowInSeconds() - 600);
    expect(await browser.request(getAuth)).toEqual(unbound);
    await setBoundCookie(browser, (await createDeviceKey()).key);
    expect(await browser.request(getAuth)).toEqual(unbound);
  }));

test("a request in the first minute counts without the bound cookie", async ({ databaseUrl }) =>
  on(async () => {
    const { device, browser } = await register(databaseUrl);
    expect(await refresh(device)).toBe("proven");
    expect(await browser.request(getAuth)).toMatchObject({ status: "user" });
  }));

test("the bound cookie alone is a guest", async () =>
  on(async () => {
    const browser = new FakeBrowser();
    await setBoundCookie(browser, (await createDeviceKey()).key);
    expect(await browser.request(getAuth)).toEqual({ status: "guest", reason: null });
  }));

test("a challenge works once, for its key, for five minutes", async ({ databaseUrl }) =>
  on(async () => {
    const [{ device }, other] = [await register(databaseUrl), await register(databaseUrl)];
    const { key, sign } = device;
    const asked = await proveDevice(key, "");
    const challenge = typeof asked === "string" ? "" : asked.challenge;
    const token = await sign(challenge, {});
    const stale = { now: nowInSeconds() - 300 };
    const refused = [
      await other.device.sign(challenge, {}),
      await sign("not a seal", {}),
      await sign(await SealedCookie.seal(proofChallenge, { key: other.device.key, proofs: 0 }), {}),
      await sign(await SealedCookie.seal(proofChallenge, { key, proofs: 0 }, stale), {}),
    ];
    const answer = { challenge: expect.any(String) };
    for (const each of refused) expect(await proveDevice(key, each)).toEqual(answer);
    expect(await Promise.all([proveDevice(key, token), proveDevice(key, token)])).toEqual(
      expect.arrayContaining(["proven", answer]),
    );
    expect(await proveDevice(key, token)).toEqual(answer);
    expect(await proveDevice("unknown", token)).toBe("ended");
  }));

test("a session that is renewed without a proof of identity stays bound", async ({ databaseUrl }) =>
  on(async () => {
    const { user, device, browser } = await register(databaseUrl);
    await refresh(device);
    await endGrace(databaseUrl, user);
    expect(await browser.request(() => renewSessionId(user))).toBe(true);
    expect(await browser.request(getAuth)).toEqual(unbound);
    expect(await refresh(device)).toBe("proven");
    await setBoundCookie(browser, device.key);
    expect(await browser.request(getAuth)).toMatchObject({
      status: "user",
      session: { offersBinding: false },
    });
  }));

test("switched off, getAuth() reads no bound cookie, and a proof releases the session", async ({
  databaseUrl,
}) => {
  const { user, device, browser } = await on(async () => {
    const registered = await register(databaseUrl);
    await refresh(registered.device);
    await endGrace(databaseUrl, registered.user);
    return registered;
  });
  expect(await browser.request(getAuth)).toMatchObject({
    status: "user",
    session: { offersBinding: false },
  });
  expect(await refresh(device)).toBe("ended");
  await on(async () => {
    expect(await browser.request(getAuth)).toMatchObject({
      status: "user",
      user: { id: user.id },
      session: { offersBinding: true },
    });
  });
});
