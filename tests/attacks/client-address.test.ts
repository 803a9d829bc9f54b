import { expect, test as base } from "../fixtures";
import { login, newAddress, nobody, tally, test } from "../support/behind-a-proxy";
import { post } from "../support/http";
import { startServer, type Server } from "../support/server";
import { formError, submitLogin } from "../support/steps";
import { addPerson } from "../support/users";

/** What a client may send to look like another one. */
const forged = (address: string): Record<string, string>[] => [
  { "x-forwarded-for": address },
  { "x-forwarded-for": `${address}, ${address}` },
  { "x-real-ip": address },
  { "x-vercel-forwarded-for": address },
  { "x-client-ip": address },
  { "cf-connecting-ip": address },
  { "true-client-ip": address },
  { forwarded: `for=${address}` },
  { "x-forwarded-for": "127.0.0.1", "x-real-ip": address },
  { "x-forwarded-for": "" },
];

const guess = (server: Server, email: string, headers: Record<string, string>): Promise<Response> =>
  post(server, "/api/login", { email, password: "a guess" }, headers);

/** The addresses in the log's lines about refused logins. */
const loggedAddresses = (server: Server): Set<string> => {
  const lines = server.log().split("\n");
  const refusals = lines.filter((line) => line.includes('"event":"login_refused"'));
  return new Set(refusals.map((line) => String(JSON.parse(line).address)));
};

base("without proxies, no header changes the client's address", async () => {
  const server = await startServer();
  try {
    const email = nobody();
    const statuses = [];
    for (const headers of [...forged(newAddress()), ...forged(newAddress())])
      statuses.push((await guess(server, email, headers)).status);
    expect(tally(statuses)).toEqual({ 401: 10, 429: 10 });
    expect(loggedAddresses(server)).toEqual(new Set(["127.0.0.1"]));
  } finally {
    await server.stop();
  }
});

base("a Server Action sees the same address as a route handler", async ({ page, server }) => {
  await page.setExtraHTTPHeaders({ "x-forwarded-for": newAddress() });
  await page.goto("/login");
  await submitLogin(page, { email: nobody(), password: "a guess" });
  await expect(formError(page)).toBeVisible();
  expect(loggedAddresses(server)).toEqual(new Set(["127.0.0.1"]));
});

test("behind one proxy, only the address that the proxy added counts", async ({ server }) => {
  const email = nobody();
  const real = newAddress();
  const claims = [newAddress(), `${newAddress()}, ${newAddress()}`, "::1", "not an address", ""];
  const statuses = [];
  for (const claim of [...claims, ...claims, ...claims])
    statuses.push((await login(server, { email, from: `${claim}, ${real}` })).status);
  expect(tally(statuses)).toEqual({ 401: 10, 429: 5 });
  expect((await login(server, { email, from: `${real}, ${newAddress()}` })).status).toBe(401);
});

test("an IPv6 network of one customer counts as one address", async ({ server }) => {
  const { email } = await addPerson(server.databaseUrl, "Sue");
  const network = `2001:db8:${Math.floor(Math.random() * 65_535).toString(16)}:7`;
  const statuses = [];
  for (let host = 1; host <= 12; host++)
    statuses.push((await login(server, { email, from: `${network}:${host}::${host}` })).status);
  expect(tally(statuses)).toEqual({ 401: 10, 429: 2 });
});

base("on Vercel, X-Real-IP is the address", async () => {
  const server = await startServer({ env: { VERCEL: "1" } });
  try {
    const real = newAddress();
    for (const headers of forged(newAddress()))
      await guess(server, nobody(), { ...headers, "x-real-ip": real });
    expect(loggedAddresses(server)).toEqual(new Set([real]));
  } finally {
    await server.stop();
  }
});
