import { sealData } from "iron-session";
import type { Running } from "./servers";

/** The `Cookie` header of a visitor; empty for a guest. */
export type Visitor = Readonly<{ cookie: string }>;
export const guest: Visitor = { cookie: "" };

export const PASSWORD = "a password for the bench";

/** The cookies of a response as a `Cookie` header. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");

export const post = (
  port: number,
  path: string,
  body: unknown,
  cookie = "",
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`http://localhost:${port}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...(cookie && { cookie }), ...headers },
  });

/** A logged-in user of Signet. */
export type User = Visitor & Readonly<{ email: string; password: string }>;

/** Signs up a user and logs in with the same browser. */
export async function signetUser({ port }: Running): Promise<User> {
  const email = `ada-${Date.now()}@example.com`;
  const signup = await post(port, "/api/signup", { name: "Ada", email, password: PASSWORD });
  if (signup.status !== 201) throw new Error(`Sign-up answered ${signup.status}`);
  const login = await post(port, "/api/login", { email, password: PASSWORD }, cookiesOf(signup));
  return { email, password: PASSWORD, cookie: cookiesOf(login) };
}

/** A guest of Signet with up to `lines` products in the cart. */
export async function guestWithCart({ port }: Running, lines: number): Promise<Visitor> {
  const { products } = (await (await fetch(`http://localhost:${port}/api/products`)).json()) as {
    products: { id: string }[];
  };
  let cookie = "";
  for (const { id } of products.slice(0, lines)) {
    cookie = cookiesOf(await post(port, "/api/cart", { productId: id, quantity: 2 }, cookie));
  }
  return { cookie };
}

/** A user with a session of the benchmark apps. */
export async function sealedUser({ secret }: Running): Promise<Visitor> {
  return { cookie: `session=${await sealData({ userId: "1" }, { password: secret })}` };
}

export async function flaskUser({ port }: Running): Promise<Visitor> {
  const body = new URLSearchParams({ username: "Ada" });
  return {
    cookie: cookiesOf(
      await fetch(`http://localhost:${port}/login`, { method: "POST", body, redirect: "manual" }),
    ),
  };
}
