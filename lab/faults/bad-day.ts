import { expect } from "@playwright/test";
import { SESSION_COOKIE, type Server } from "../../tests/fixtures";
import { send, setCookies } from "../../tests/support/http";

/** What no answer may take longer than while the database does not answer, in milliseconds. */
export const BOUND = 6000;

export const memberPages = ["/account", "/account/sessions", "/checkout"];
export const shopPages = ["/", "/products/dip-pen", "/cart", "/login", "/logout"];

/** An answer read to its end, and how long that took in milliseconds. */
export type Answer = Readonly<{ status: number; text: string; time: number; response: Response }>;

export async function ask(
  server: Server,
  path: string,
  cookie = "",
  init: RequestInit = {},
): Promise<Answer> {
  const start = performance.now();
  const response = await send(server, path, {
    ...init,
    headers: { ...(init.headers as object), ...(cookie && { cookie }) },
  });
  const text = await response.text();
  return { status: response.status, text, time: performance.now() - start, response };
}

/** The cookies a browser holds after an answer, as a `Cookie` header has them. */
export const kept = (response: Response): string =>
  setCookies(response)
    .filter(({ value }) => value)
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");

/** What a guest may do whatever becomes of the database. How long the slowest answer took, in milliseconds. */
export async function expectGuestsAsEver(server: Server): Promise<number> {
  const answers: Answer[] = [];
  for (const path of shopPages) answers.push(await ask(server, path));
  for (const { status, text } of answers)
    expect([status, text.includes("</html>")]).toEqual([200, true]);
  const body = JSON.stringify({ productId: "p01", quantity: 2 });
  const added = await ask(server, "/api/cart", "", { method: "POST", body });
  const cart = await ask(server, "/api/cart", kept(added.response));
  expect(JSON.parse(cart.text)).toMatchObject({ count: 2 });
  const { text } = await ask(server, "/cart", `${kept(added.response)}; __Host-noscript=1`);
  expect(text).toContain("Vermilion Sealing Wax");
  expect(text, "without JavaScript the page comes in one piece").not.toContain(
    '<div hidden id="S:',
  );
  return Math.max(...[...answers, added, cart].map(({ time }) => time));
}

/** A member logs out: the browser is a guest's at once, and hears of it. What it holds then, and how long that took. */
export async function logOut(
  server: Server,
  cookie: string,
): Promise<{ cookies: string; time: number }> {
  const out = await ask(server, "/api/logout", cookie, {
    method: "POST",
    headers: { accept: "text/html" },
  });
  expect([out.status, out.response.headers.get("location")]).toEqual([303, "/"]);
  expect(setCookies(out.response).find(({ name }) => name === SESSION_COOKIE)).toMatchObject({
    value: "",
  });
  const cookies = kept(out.response);
  const home = await ask(server, "/", cookies);
  expect(home.text).toContain("You are logged out.");
  expect(home.text).toContain("You are not logged in.");
  return { cookies, time: Math.max(out.time, home.time) };
}
