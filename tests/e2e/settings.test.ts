import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { sessionCookie } from "@/lib/session/cookies";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { post, recordOf, sealedSession, send, setCookies } from "../support/http";
import { startServer } from "../support/server";
import { addUser } from "../support/users";

test("the server does not start with invalid settings, and names each of them", async () => {
  const env = { SESSION_SECRET: "too short", SESSION_IDLE_TIMEOUT: "soon" };
  const message = /SESSION_SECRET is shorter than 32 characters[^]*SESSION_IDLE_TIMEOUT “soon”/;
  await expect(startServer({ env })).rejects.toThrow(message);
});

test("an older secret opens sessions, the newest seals them, and a removed one opens none", async () => {
  const [removed, old, newest] = [1, 2, 3].map(() => randomBytes(32).toString("base64url"));
  const server = await startServer({ env: { SESSION_SECRET: `${newest},${old}` } });
  try {
    const user = await addUser(server.databaseUrl, "Bea");
    const signedInWith = async (secret = "") => {
      const cookie = await sealedSession(server, recordOf(user), { secret });
      return (await (await send(server, "/api/session", { headers: { cookie } })).json()).signedIn;
    };
    expect([await signedInWith(old), await signedInWith(removed)]).toEqual([true, false]);
    const [cookie] = setCookies(await post(server, "/api/login", user));
    const opened = await SealedCookie.open(sessionCookie, cookie?.value ?? "", {
      keyring: [newest ?? ""],
    });
    expect(opened.ok).toBe(true);
  } finally {
    await server.stop();
  }
});
