import { performance } from "node:perf_hooks";
import { quantile } from "./statistics";
import { cookiesOf, PASSWORD, post, type Visitor } from "./users";
import type { Running } from "./servers";

const EMAIL = "ada@example.com";
const LOGINS = 10;

/** A session library as its documentation sets it up: how a browser logs in and out. */
type Peer = Readonly<{
  logIn: (server: Running) => Promise<Visitor>;
  logOut: (server: Running, visitor: Visitor) => Promise<unknown>;
  session: string;
}>;

/** What a login costs a browser, and what a copy of its cookies does after the logout. Times in milliseconds. */
export type PeerFigures = Readonly<{ login: number; cookieBytes: number; copyWorks: boolean }>;

async function checked(response: Response): Promise<Response> {
  if (response.status >= 400) throw new Error(`${response.url} answered ${response.status}`);
  return response;
}

const headersOf = ({ port }: Running): Record<string, string> => ({
  origin: `http://localhost:${port}`,
});

async function betterAuthLogin(server: Running): Promise<Visitor> {
  const body = { email: EMAIL, password: PASSWORD };
  const path = "/api/auth/sign-in/email";
  const response = await checked(await post(server.port, path, body, "", headersOf(server)));
  return { cookie: cookiesOf(response) };
}

const betterAuth: Peer = {
  logIn: betterAuthLogin,
  logOut: (server, { cookie }) =>
    post(server.port, "/api/auth/sign-out", {}, cookie, headersOf(server)),
  session: "/api/auth/get-session",
};

async function authJsForm(server: Running, path: string, fields: object, cookie = "") {
  const origin = `http://localhost:${server.port}`;
  const asked = await fetch(`${origin}/api/auth/csrf`, { headers: { cookie } });
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const sent = [cookie, cookiesOf(asked)].filter(Boolean).join("; ");
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true", callbackUrl: origin });
  const init = { method: "POST", body, headers: { cookie: sent }, redirect: "manual" } as const;
  return checked(await fetch(`${origin}${path}`, init));
}

const authJs: Peer = {
  logIn: async (server) => {
    const fields = { email: EMAIL, password: PASSWORD };
    const response = await authJsForm(server, "/api/auth/callback/credentials", fields);
    return { cookie: cookiesOf(response) };
  },
  logOut: (server, { cookie }) => authJsForm(server, "/api/auth/signout", {}, cookie),
  session: "/api/auth/session",
};

export const peers = { betterAuth, betterAuthCache: betterAuth, authJs } as const;
export type PeerName = keyof typeof peers;

/** Signs up the user of Better Auth; Auth.js has one from the start. */
export async function addPeerUser(name: PeerName, server: Running): Promise<void> {
  if (name === "authJs") return;
  const body = { name: "Ada", email: EMAIL, password: PASSWORD };
  await checked(await post(server.port, "/api/auth/sign-up/email", body, "", headersOf(server)));
}

/** Logs in and out, and uses the cookies once more. */
export async function measurePeer(name: PeerName, server: Running): Promise<PeerFigures> {
  const { logIn, logOut, session } = peers[name];
  const times: number[] = [];
  let visitor: Visitor = { cookie: "" };
  for (let n = 0; n < LOGINS; n++) {
    const start = performance.now();
    visitor = await logIn(server);
    times.push(performance.now() - start);
  }
  await logOut(server, visitor);
  const headers = { cookie: visitor.cookie };
  const answer = await fetch(`http://localhost:${server.port}${session}`, { headers });
  const copyWorks = (await answer.text()).includes(EMAIL);
  return { login: quantile(times, 0.5), cookieBytes: visitor.cookie.length, copyWorks };
}
