import { randomInt } from "node:crypto";
import { test as base } from "../fixtures";
import { post, setCookies } from "./http";
import { startServer, type Server } from "./server";

/** As the other tests', but on a server that believes one proxy: a test can then come from any address it likes. */
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

/** An address that no other test has. */
export const newAddress = (): string => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;

/** An e-mail address that nobody has an account with. */
export const nobody = (): string => `nobody-${randomInt(2 ** 40).toString(36)}@example.com`;

type Login = Readonly<{ email: string; password?: string; from?: string; cookie?: string }>;

/** A login as a program makes it; without a password, a wrong one. */
export function login(
  server: Server,
  { email, password = "not this one", from, cookie }: Login,
): Promise<Response> {
  const headers = { ...(from && { "x-forwarded-for": from }), ...(cookie && { cookie }) };
  return post(server, "/api/login", { email, password }, headers);
}

/** So many wrong logins, one after the other: what each was answered. */
export async function hammer(server: Server, times: number, next: () => Login): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time++) statuses.push((await login(server, next())).status);
  return statuses;
}

/** How often each answer was given, as in `{ 401: 10, 429: 1 }`. */
export function tally(statuses: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** The device cookie of an answer, as a `Cookie` header has it. */
export function deviceOf(response: Response): string {
  const set = setCookies(response).find(({ name }) => name === "__Host-device");
  return set ? `${set.name}=${set.value}` : "";
}

/** For how many seconds an answer asks to wait. */
export const retryAfter = (response: Response): number =>
  Number(response.headers.get("retry-after"));
