import { sealData } from "iron-session";
import type { Running } from "./servers";

/** Somebody who asks: a `Cookie` header, or none. */
export type Visitor = Readonly<{ cookie: string }>;
export const guest: Visitor = { cookie: "" };

const PASSWORD = "a password for the bench";

/** The cookies an answer sets, as the next request sends them. */
const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");

export const post = (port: number, path: string, body: unknown, cookie = ""): Promise<Response> =>
  fetch(`http://localhost:${port}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...(cookie && { cookie }) },
  });

/** A member of Signet's, with the cookies of a browser they have just logged in with. */
export type Member = Visitor & Readonly<{ email: string; password: string }>;

/** Signs somebody up, and then logs them in as the login page does. */
export async function signetMember({ port }: Running): Promise<Member> {
  const email = `ada-${Date.now()}@example.com`;
  const signup = await post(port, "/api/signup", { name: "Ada", email, password: PASSWORD });
  if (signup.status !== 201) throw new Error(`Nobody can sign up: ${signup.status}`);
  const login = await post(port, "/api/login", { email, password: PASSWORD }, cookiesOf(signup));
  return { email, password: PASSWORD, cookie: cookiesOf(login) };
}

/** A guest of Signet's who put things into the cart: so many different ones, as far as the shop has them. */
export async function signetShopper({ port }: Running, lines: number): Promise<Visitor> {
  const { products } = (await (await fetch(`http://localhost:${port}/api/products`)).json()) as {
    products: { id: string }[];
  };
  let cookie = "";
  for (const { id } of products.slice(0, lines)) {
    cookie = cookiesOf(await post(port, "/api/cart", { productId: id, quantity: 2 }, cookie));
  }
  return { cookie };
}

/** Somebody whose seal the bench's own apps open. */
export async function sealedMember({ secret }: Running): Promise<Visitor> {
  return { cookie: `session=${await sealData({ userId: "1" }, { password: secret })}` };
}

export async function flaskMember({ port }: Running): Promise<Visitor> {
  const body = new URLSearchParams({ username: "Ada" });
  return {
    cookie: cookiesOf(
      await fetch(`http://localhost:${port}/login`, { method: "POST", body, redirect: "manual" }),
    ),
  };
}
