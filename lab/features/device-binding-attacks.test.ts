import { test as base } from "@playwright/test";
import { expect, type Server } from "../../tests/fixtures";
import { createDeviceKey, type DeviceKey } from "../../tests/support/device-key";
import { post, send, setCookies } from "../../tests/support/http";
import { freePort } from "../../tests/support/port";
import { startServer } from "../../tests/support/server";
import { addUser } from "../../tests/support/users";

const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await startServer({ env: { SESSION_DEVICE_BINDING: "true" } });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

const OFFER = /challenge="([^"]+)"/;
const CHALLENGE = /^"([^"]+)";id="session"$/;

const logIn = async (server: Server): Promise<string> => {
  const user = await addUser(server.databaseUrl, "Victim");
  const [session] = setCookies(await post(server, "/api/login", user));
  return `${session?.name}=${session?.value}`;
};

/** The challenge that a session is offered. */
async function offer(server: Server, cookie: string): Promise<string> {
  const response = await send(server, "/api/device-binding/offer", { headers: { cookie } });
  return OFFER.exec(response.headers.get("secure-session-registration") ?? "")?.[1] ?? "";
}

const register = (server: Server, token: string) =>
  send(server, "/api/device-binding/register", {
    method: "POST",
    headers: { "secure-session-response": token },
  });

const refresh = (server: Server, key: string, headers: Record<string, string> = {}) =>
  send(server, `/api/device-binding/refresh?key=${key}`, { method: "POST", headers });

const challengeOf = ({ headers }: Response): string =>
  CHALLENGE.exec(headers.get("secure-session-challenge") ?? "")?.[1] ?? "";

const prove = (server: Server, { key }: DeviceKey, token: string) =>
  refresh(server, key, { "secure-session-response": token });

async function registeredDevice(server: Server): Promise<DeviceKey> {
  const device = await createDeviceKey();
  const challenge = await offer(server, await logIn(server));
  expect((await register(server, await device.sign(challenge))).status).toBe(200);
  return device;
}

/** A refusal after which the browser keeps its key and signs again. */
async function expectNewChallenge(response: Response): Promise<void> {
  expect([response.status, setCookies(response)]).toEqual([403, []]);
  expect(challengeOf(response)).not.toBe("");
}

test("a forged refresh gets no cookie", async ({ server }) => {
  const [device, other] = [await registeredDevice(server), await registeredDevice(server)];
  const challenge = challengeOf(await refresh(server, device.key));
  const [head, , signature] = (await device.sign(challenge, {})).split(".");
  const body = Buffer.from(JSON.stringify({ jti: challenge, extra: 1 })).toString("base64url");
  const forged = [
    "",
    "garbage",
    `${head}.${body}.${signature}`,
    await other.sign(challenge, {}),
    await device.sign(challengeOf(await refresh(server, other.key)), {}),
  ];
  for (const token of forged) await expectNewChallenge(await prove(server, device, token));
  expect((await prove(server, device, await device.sign(challenge, {}))).status).toBe(200);
});

test("a challenge that was answered once gets no second cookie", async ({ server }) => {
  const device = await registeredDevice(server);
  const token = await device.sign(challengeOf(await refresh(server, device.key)), {});
  const accepted = await prove(server, device, token);
  expect(setCookies(accepted).map(({ name }) => name)).toEqual(["__Host-bound"]);
  await expectNewChallenge(await prove(server, device, token));
});

test("a registration is offered once, to the session's browser, and cannot be replaced", async ({
  server,
}) => {
  const cookie = await logIn(server);
  expect(await offer(server, "")).toBe("");
  const challenge = await offer(server, cookie);
  expect(await offer(server, cookie)).toBe("");
  const [device, thief] = [await createDeviceKey(), await createDeviceKey()];
  const proof = challengeOf(await refresh(server, (await registeredDevice(server)).key));
  for (const token of [await thief.sign(proof), await thief.sign("garbage"), ""])
    expect((await register(server, token)).status).toBe(403);
  expect((await register(server, await device.sign(challenge))).status).toBe(200);
  expect((await register(server, await thief.sign(challenge))).status).toBe(403);
});

test("a cookie of one device does not open the session of another", async ({ server }) => {
  const device = await registeredDevice(server);
  const answer = await prove(
    server,
    device,
    await device.sign(challengeOf(await refresh(server, device.key)), {}),
  );
  const [bound] = setCookies(answer);
  const cookie = `${bound?.name}=${bound?.value}`;
  const session = await (await send(server, "/api/session", { headers: { cookie } })).json();
  expect(session.signedIn).toBe(false);
});

test("a refresh never makes the browser drop its key, except when the session has ended", async ({
  server,
}) => {
  const device = await registeredDevice(server);
  // As when a link on another site needs a refresh: no cookie of this site is sent.
  const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  await expectNewChallenge(await refresh(server, device.key, foreign));
  for (const key of ["unknown", "", "é".repeat(2000)]) {
    const ended = await refresh(server, encodeURIComponent(key), foreign);
    expect(ended.status).toBe(200);
    expect(await ended.json()).toEqual({ session_identifier: "session", continue: false });
  }
});

test("during an outage of the database a refresh is answered 503", async () => {
  const DATABASE_URL = `http://127.0.0.1:${await freePort()}`;
  const server = await startServer({ env: { SESSION_DEVICE_BINDING: "true", DATABASE_URL } });
  expect((await refresh(server, (await createDeviceKey()).key)).status).toBe(503);
  await server.stop();
});
