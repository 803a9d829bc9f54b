import * as fc from "fast-check";
import { expect, SESSION_COOKIE, test } from "../../tests/fixtures";
import { recordOf, sealedSession } from "../../tests/support/http";
import { protectedPages, publicPages } from "../../tests/support/routes";
import { startServer } from "../../tests/support/server";
import { addUser } from "../../tests/support/users";
import { malformedCookies, validCookies } from "./cookie-arbitraries";
import { reportFault } from "./fault-report";
import { expectNoLeak, readMemory, withHeapProbe } from "./heap";
import { hasStackTrace, openRawHttp } from "./raw-http";
import { scaled, seed } from "./test-scale";

const CHUNK = 500;

/** A page costs twenty times as much as a JSON response, so one request in twenty is for a page. */
const PAGE_EVERY = 20;

const pages = [...publicPages, ...protectedPages];

/** The authenticated part of a seal, without the MAC's last character: some of its bits are padding. */
const sealedPart = (cookie: string): string =>
  cookie
    .slice(SESSION_COOKIE.length + 1)
    .split("~")[0]
    ?.slice(0, -1) ?? "";

const percentDecoded = (header: string): string =>
  header.replace(/%[0-9a-f]{2}/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );

type SessionBody = { signedIn: boolean; user: { id: string } | null };

test("a malformed cookie never authenticates another user, causes a 5xx or leaks memory", async () => {
  const chunks = scaled(4, 200);
  test.setTimeout(scaled(180_000, 3_600_000));
  const server = await startServer({ env: withHeapProbe });
  const http = openRawHttp(server);
  try {
    const names = ["Ann", "Ben", "Cat"];
    const users = await Promise.all(names.map((name) => addUser(server.databaseUrl, name)));
    const cookies = await Promise.all(users.map((user) => sealedSession(server, recordOf(user))));
    const owners = users.map(({ id, email }, index) => ({
      id,
      email,
      seal: sealedPart(cookies[index] ?? ""),
    }));
    // A seal can stay intact, behind garbage or percent-encoded. It may then authenticate its owner only.
    const others = (cookie: string) =>
      owners.filter(({ seal }) => !cookie.includes(seal) && !percentDecoded(cookie).includes(seal));
    const values = cookies.map((cookie) => cookie.slice(SESSION_COOKIE.length + 1));
    const headers = malformedCookies(await validCookies(server.secret, values));
    let [requests, signedIn, tooLong] = [0, 0, 0];
    // One expectation at the end: the runner records each one.
    const problems: string[] = [];

    async function requestSession(cookie: string): Promise<void> {
      const { status, body } = await http.send({ path: "/api/session", headers: { cookie } });
      requests++;
      if (status === 431) return void tooLong++;
      if (status !== 200) return void problems.push(`${status}: ${cookie}`);
      const session = JSON.parse(body) as SessionBody;
      if (session.signedIn) signedIn++;
      if (others(cookie).some(({ id }) => id === session.user?.id))
        problems.push(`another user: ${cookie}`);
    }

    async function requestPage(cookie: string): Promise<void> {
      const path = pages[requests++ % pages.length] ?? "/";
      const { status, body } = await http.send({ path, headers: { cookie } });
      if (status >= 500) problems.push(`${status}: ${cookie}`);
      if (others(cookie).some(({ email }) => body.includes(email)))
        problems.push(`another user's page: ${cookie}`);
      if (hasStackTrace(body)) problems.push(`a stack trace: ${cookie}`);
    }

    let before = await readMemory(server);
    for (let chunk = 0; chunk < chunks; chunk++) {
      // The first quarter compiles code and fills caches.
      if (chunk === Math.ceil(chunks / 4)) before = await readMemory(server);
      const generated = fc.sample(headers, { numRuns: CHUNK, seed: seed + chunk });
      await http.each(generated.entries(), ([index, cookie]) =>
        index % PAGE_EVERY ? requestSession(cookie) : requestPage(cookie),
      );
      for (const [index, cookie] of cookies.entries()) {
        const { body } = await http.send({ path: "/api/session", headers: { cookie } });
        const user = { id: users[index]?.id };
        expect(JSON.parse(body), "a valid cookie still works").toMatchObject({ user });
      }
    }
    const growth = expectNoLeak(before, await readMemory(server), (requests * 3) / 4);
    expect(problems).toEqual([]);
    expect(tooLong, "some cookies were longer than Node accepts").toBeGreaterThan(0);
    expect(signedIn, "few seals survive intact").toBeLessThan(requests / 10);
    expect(server.log()).not.toContain('"level":"error"');
    reportFault({
      fault: "Malformed cookies",
      load: "8 connections",
      attempts: `${chunks * CHUNK} cookies (seed ${seed}); ${tooLong} longer than Node accepts`,
      lost: `0 responses of 500 and above, 0 wrong identities; ${growth}`,
    });
  } finally {
    http.close();
    await server.stop();
  }
});
