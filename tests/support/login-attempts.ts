import { randomInt } from "node:crypto";
import { post, setCookies } from "./http";
import type { Server } from "./server";

/** A random IPv4 address. */
export const randomAddress = (): string =>
  `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;

/** An e-mail address without an account. */
export const unknownEmail = (): string => `unknown-${randomInt(2 ** 40).toString(36)}@example.com`;

type Login = Readonly<{ email: string; password?: string; from?: string; cookie?: string }>;

/** Logs in by the API, as a client with the address `from`. The default password is wrong. */
export function login(
  server: Server,
  { email, password = "not this one", from, cookie }: Login,
): Promise<Response> {
  const headers = { ...(from && { "x-forwarded-for": from }), ...(cookie && { cookie }) };
  return post(server, "/api/login", { email, password }, headers);
}

/** Logs in several times, one after the other, and returns the statuses. */
export async function repeatLogin(
  server: Server,
  times: number,
  next: () => Login,
): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time++) statuses.push((await login(server, next())).status);
  return statuses;
}

/** How often each value occurs: `{ 401: 10, 429: 1 }`. */
export function countValues(values: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[`${value}`] = (counts[`${value}`] ?? 0) + 1;
  return counts;
}

/** The known-device cookie of a response, as a `Cookie` header. */
export function deviceCookie(response: Response): string {
  const device = setCookies(response).find(({ name }) => name === "__Host-device");
  return device ? `${device.name}=${device.value}` : "";
}

/** The `Retry-After` header, in seconds. */
export const retryAfter = (response: Response): number =>
  Number(response.headers.get("retry-after"));
