import { randomInt } from "node:crypto";
import { test as base } from "../fixtures";
import { post, setCookies } from "./http";
import { startServer, type Server } from "./server";

/** With a server that trusts one proxy, so a test chooses its address by `X-Forwarded-For`. */
export const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await startServer({ env: { TRUSTED_PROXIES: "1" } });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

export { expect } from "@playwright/test";
export { tally } from "./tally";

/** A random IPv4 address. */
export const newAddress = (): string => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;

/** An e-mail address without an account. */
export const nobody = (): string => `nobody-${randomInt(2 ** 40).toString(36)}@example.com`;

type Login = Readonly<{ email: string; password?: string; from?: string; cookie?: string }>;

/** Logs in by the API; the default password is wrong. */
export function login(
  server: Server,
  { email, password = "not this one", from, cookie }: Login,
): Promise<Response> {
  const headers = { ...(from && { "x-forwarded-for": from }), ...(cookie && { cookie }) };
  return post(server, "/api/login", { email, password }, headers);
}

/** Logs in several times, one after the other, and returns the statuses. */
export async function hammer(server: Server, times: number, next: () => Login): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time++) statuses.push((await login(server, next())).status);
  return statuses;
}

/** The known-device cookie of a response, as a `Cookie` header. */
export function deviceOf(response: Response): string {
  const device = setCookies(response).find(({ name }) => name === "__Host-device");
  return device ? `${device.name}=${device.value}` : "";
}

/** The `Retry-After` header, in seconds. */
export const retryAfter = (response: Response): number =>
  Number(response.headers.get("retry-after"));
