import { isIPv4 } from "node:net";
import { expect, test as base } from "../fixtures";
import { login, newAddress, nobody, tally, test } from "../support/behind-a-proxy";
import { send } from "../support/http";
import { addPerson } from "../support/users";
import { startServer, type Server } from "../support/server";

/** Everything a client might write to look like somebody else. */
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
  send(server, "/api/login", {
    method: "POST",
    body: JSON.stringify({ email, password: "a guess" }),
    headers,
  });

/** The addresses that the log has for events of this kind. */
const addressesOf = (server: Server, event: string): string[] =>
  server
    .log()
    .split("\n")
    .flatMap((line) =>
      line.includes(`"event":"${event}"`) ? [String(JSON.parse(line).address)] : [],
    );

base("no header that a client sends buys another try, on a server without proxies", async () => {
  const server = await startServer();
  try {
    const { email } = await addPerson(server.databaseUrl, "Quin");
    const statuses = [];
    for (const headers of [...forged(newAddress()), ...forged(newAddress())])
      statuses.push((await guess(server, email, headers)).status);
    expect(tally(statuses)).toEqual({ 401: 10, 429: 10 });
    expect(new Set(addressesOf(server, "login_refused"))).toEqual(new Set(["127.0.0.1"]));
  } finally {
    await server.stop();
  }
});

test("behind one proxy its word counts, and what the client wrote before it doesn't", async ({
  server,
}) => {
  const { email } = await addPerson(server.databaseUrl, "Rob");
  const real = newAddress();
  const statuses = [];
  for (const headers of forged(newAddress()).filter((header) => "x-forwarded-for" in header)) {
    for (const client of [headers["x-forwarded-for"], newAddress(), "::1", "not an address"]) {
      statuses.push(
        (await guess(server, email, { ...headers, "x-forwarded-for": `${client}, ${real}` }))
          .status,
      );
    }
  }
  expect(tally(statuses)).toEqual({ 401: 10, 429: statuses.length - 10 });
  expect(
    (await guess(server, email, { "x-forwarded-for": `${real}, ${newAddress()}` })).status,
  ).toBe(401);
});

test("a whole IPv6 network of one customer is one stranger", async ({ server }) => {
  const { email } = await addPerson(server.databaseUrl, "Sue");
  const network = `2001:db8:${Math.floor(Math.random() * 65_535).toString(16)}:7`;
  const statuses = [];
  for (let host = 1; host <= 12; host++) {
    statuses.push(
      (await login(server, { email, from: `${network}:${host.toString(16)}::${host}` })).status,
    );
  }
  expect(tally(statuses)).toEqual({ 401: 10, 429: 2 });
});

base("on Vercel the address is what Vercel says in X-Real-IP, whatever else is sent", async () => {
  const server = await startServer({ env: { VERCEL: "1" } });
  try {
    const email = nobody();
    const real = newAddress();
    for (const headers of forged(newAddress()))
      await guess(server, email, { ...headers, "x-real-ip": real });
    expect(new Set(addressesOf(server, "login_refused"))).toEqual(new Set([real]));
  } finally {
    await server.stop();
  }
});

base(
  "a form that is sent by the browser's own hand tells the same address as a handler",
  async ({ page, server }) => {
    await page.setExtraHTTPHeaders({ "x-forwarded-for": newAddress() });
    await page.goto("/login");
    await page.getByLabel("Email").fill(nobody());
    await page.getByLabel("Password").fill("a guess");
    await page.getByRole("button", { name: "Log in" }).click();
    await expect(page.getByText("The e-mail address or the password is not right.")).toBeVisible();
    expect(
      addressesOf(server, "login_refused").filter(
        (address) => !isIPv4(address) || !address.startsWith("127."),
      ),
    ).toEqual([]);
    expect(addressesOf(server, "login_refused").length).toBeGreaterThan(0);
  },
);
