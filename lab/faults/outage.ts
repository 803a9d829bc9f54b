import { expect } from "@playwright/test";
import { SESSION_COOKIE, type Server } from "../../tests/fixtures";
import { send, setCookies } from "../../tests/support/http";

/** The slowest response allowed while the database does not answer, in milliseconds. */
export const MAX_RESPONSE_TIME = 6000;

export const userPages = ["/account", "/account/sessions", "/checkout"];
export const shopPages = ["/", "/products/dip-pen", "/cart", "/login", "/logout"];

/** A response with its body, and its time in milliseconds. */
export type TimedResponse = Readonly<{
  status: number;
  text: string;
  time: number;
  response: Response;
}>;

export async function timedRequest(
  server: Server,
  path: string,
  cookie = "",
  init: RequestInit = {},
): Promise<TimedResponse> {
  const start = performance.now();
  const headers = { ...(init.headers as object), ...(cookie && { cookie }) };
  const response = await send(server, path, { ...init, headers });
  const text = await response.text();
  return { status: response.status, text, time: performance.now() - start, response };
}

/** The `Cookie` header of a browser that received this response. */
export const cookieHeader = (response: Response): string =>
  setCookies(response)
    .filter(({ value }) => value)
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");

/**
 * Expects that guests notice no outage: pages, cart, and pages without JavaScript work.
 * @returns the slowest response in milliseconds
 */
export async function expectGuestsUnaffected(server: Server): Promise<number> {
  const pages: TimedResponse[] = [];
  for (const path of shopPages) pages.push(await timedRequest(server, path));
  for (const { status, text } of pages)
    expect([status, text.includes("</html>")]).toEqual([200, true]);
  const body = JSON.stringify({ productId: "p01", quantity: 2 });
  const added = await timedRequest(server, "/api/cart", "", { method: "POST", body });
  const cookie = cookieHeader(added.response);
  const cart = await timedRequest(server, "/api/cart", cookie);
  expect(JSON.parse(cart.text)).toMatchObject({ count: 2 });
  const { text } = await timedRequest(server, "/cart", `${cookie}; __Host-noscript=1`);
  expect(text).toContain("Vermilion Sealing Wax");
  expect(text, "without JavaScript nothing streams in").not.toContain('<div hidden id="S:');
  return Math.max(...[...pages, added, cart].map(({ time }) => time));
}

/**
 * Logs a user out while the database does not answer. The browser is a guest at once, and a warning says that a copy of
 * the cookie still works.
 * @returns the slowest response in milliseconds
 */
export async function expectIncompleteLogout(server: Server, cookie: string): Promise<number> {
  const init = { method: "POST", headers: { accept: "text/html" } };
  const out = await timedRequest(server, "/api/logout", cookie, init);
  expect([out.status, out.response.headers.get("location")]).toEqual([303, "/"]);
  const session = setCookies(out.response).find(({ name }) => name === SESSION_COOKIE);
  expect(session, "the session cookie is deleted").toMatchObject({ value: "" });
  const home = await timedRequest(server, "/", cookieHeader(out.response));
  expect(home.text).toContain("You are not logged in.");
  expect(home.text).toContain("You are logged out in this browser.");
  expect(home.text, "the message says what is still open").toContain("a copy of this session");
  expect(server.log()).toContain('"event":"logout_incomplete"');
  return Math.max(out.time, home.time);
}
