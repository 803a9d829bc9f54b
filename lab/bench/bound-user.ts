import { boundCookie } from "@/lib/auth/device-binding/binding-cookies";
import { nowInSeconds } from "@/lib/duration";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { openDatabase } from "../../tests/support/database";
import { startServer } from "../../tests/support/server";
import type { Running } from "./servers";
import { signetUser, type Visitor } from "./users";

/** Longer than any run, so that the cookie does not end during one. In seconds. */
const DAY = 86_400;

/** Starts Signet with device binding. */
export async function startBound(secret: string): Promise<Running & { databaseUrl: string }> {
  const env = { SESSION_SECRET: secret, SESSION_DEVICE_BINDING: "true" };
  const { port, pid, stop, databaseUrl } = await startServer({ env });
  return { port, secret, pids: () => [pid], stop, databaseUrl };
}

/** A user whose session is bound to a device, with the cookie that proves it. */
export async function boundUser(server: Running & { databaseUrl: string }): Promise<Visitor> {
  const { cookie } = await signetUser(server);
  const key = `${"x".repeat(43)}.${"y".repeat(43)}`;
  const database = await openDatabase(server.databaseUrl);
  await database.execute({
    sql: "update sessions set device_offered_at = 0, device_proofs = 1, device_key = ?",
    args: [key],
  });
  database.close();
  const options = { keyring: [server.secret], now: nowInSeconds() + DAY };
  return {
    cookie: `${cookie}; ${SealedCookie.wireName(boundCookie)}=${await SealedCookie.seal(boundCookie, key, options)}`,
  };
}
