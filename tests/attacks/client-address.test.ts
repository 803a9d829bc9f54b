import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "../fixtures";
import { post } from "../support/http";
import { countValues, login, randomAddress, unknownEmail } from "../support/login-attempts";
import { startServer, type Server } from "../support/server";
import { formError, submitLogin } from "../support/steps";

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
const loggedAddresses = (server: Server): string[] => {
  const lines = server.log().split("\n");
  const refusals = lines.filter((line) => line.includes('"event":"login_refused"'));
  return refusals.map((line) => String(JSON.parse(line).address));
};

/** Sends a login with a header that hides the address, and closes the connection at once. */
async function hangUp(server: Server): Promise<void> {
  const body = JSON.stringify({ email: unknownEmail(), password: "a guess" });
  const socket = connect(server.port, "127.0.0.1");
  const head = ["POST /api/login HTTP/1.1", `Host: localhost:${server.port}`, "X-Forwarded-For: x"];
  const lines = [
    ...head,
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "",
    body,
  ];
  socket.end(lines.join("\r\n"));
  socket.resume();
  await once(socket, "close");
}

test("without proxies, no header changes the client's address, in handlers and Server Actions", async ({
  page,
}) => {
  const server = await startServer();
  try {
    const email = unknownEmail();
    const statuses = [];
    for (const headers of [...forged(randomAddress()), ...forged(randomAddress())])
      statuses.push((await guess(server, email, headers)).status);
    expect(countValues(statuses)).toEqual({ 401: 10, 429: 10 });
    await page.setExtraHTTPHeaders({ "x-forwarded-for": randomAddress() });
    await page.goto(`${server.origin}/login`);
    await submitLogin(page, { email: unknownEmail(), password: "a guess" });
    await expect(formError(page)).toBeVisible();
    await hangUp(server);
    await expect.poll(() => loggedAddresses(server)).toEqual(Array(12).fill("127.0.0.1"));
  } finally {
    await server.stop();
  }
});

test("behind one proxy, only the address that the proxy added counts", async ({ server }) => {
  const email = unknownEmail();
  const real = randomAddress();
  const claims = [
    randomAddress(),
    `${randomAddress()}, ${randomAddress()}`,
    "::1",
    "not an address",
    "",
  ];
  const statuses = [];
  for (const claim of [...claims, ...claims, ...claims])
    statuses.push((await login(server, { email, from: `${claim}, ${real}` })).status);
  expect(countValues(statuses)).toEqual({ 401: 10, 429: 5 });
  expect((await login(server, { email, from: `${real}, ${randomAddress()}` })).status).toBe(401);
});
