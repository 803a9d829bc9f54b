import * as fc from "fast-check";
import { expect, SESSION_COOKIE, test } from "../../tests/fixtures";
import { recordOf, sealedSession } from "../../tests/support/http";
import { addPerson } from "../../tests/support/users";
import { membersPages, openPages } from "../../tests/support/routes";
import { startServer } from "../../tests/support/server";
import { badCookies, realCookies } from "./bad-cookies";
import { seed, times } from "./effort";
import { tell } from "./table";
import { expectFlat, weigh, weighable } from "./weight";
import { openWire, showsStack } from "./wire";

const CHUNK = 500;

/** A page costs as much as twenty answers in JSON: one in so many is one. */
const PAGE_EVERY = 20;

const pages = [...openPages, ...membersPages];

/** What the MAC of a seal covers, and the MAC but for its last character: not all of that one's bits mean something. */
const core = (cookie: string): string =>
  cookie
    .slice(SESSION_COOKIE.length + 1)
    .split("~")[0]
    ?.slice(0, -1) ?? "";

const decoded = (header: string): string =>
  header.replace(/%[0-9a-f]{2}/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );

test("nobody is anybody by a cookie that was tampered with, and no cookie is too much for the server", async () => {
  const chunks = times(4, 200);
  test.setTimeout(times(180_000, 3_600_000));
  const server = await startServer({ env: weighable });
  const wire = openWire(server);
  try {
    const people = await Promise.all(
      ["Ann", "Ben", "Cat"].map((name) => addPerson(server.databaseUrl, name)),
    );
    const cookies = await Promise.all(
      people.map((person) => sealedSession(server, recordOf(person))),
    );
    const owners = people.map(({ id, email }, place) => ({
      id,
      email,
      core: core(cookies[place] ?? ""),
    }));
    // A seal may come through whole, behind garbage or percent-encoded. Then it is the one that its owner was given.
    const strangers = (cookie: string) =>
      owners.filter(
        (owner) => ![cookie, decoded(cookie)].some((text) => text.includes(owner.core)),
      );
    const real = await realCookies(
      server.secret,
      cookies.map((cookie) => cookie.slice(SESSION_COOKIE.length + 1)),
    );
    const headers = badCookies(real);
    let [whole, refused, asked] = [0, 0, 0];
    // Gathered, and looked at once: the runner keeps a note of every single expectation.
    const wrong: string[] = [];
    const note = (isWrong: boolean, what: string, cookie: string): void =>
      void (isWrong && wrong.push(`${what}: ${cookie}`));

    const whoAmI = async (cookie: string): Promise<void> => {
      const { status, body } = await wire.ask({ path: "/api/session", headers: { cookie } });
      asked++;
      if (status === 431) return void refused++;
      if (status !== 200) return note(true, `answer ${status}`, cookie);
      const { signedIn, user } = JSON.parse(body) as {
        signedIn: boolean;
        user: { id: string } | null;
      };
      if (signedIn) whole++;
      note(
        strangers(cookie).some(({ id }) => id === user?.id),
        "somebody else",
        cookie,
      );
    };
    const look = async (cookie: string): Promise<void> => {
      const { status, body } = await wire.ask({
        path: pages[asked++ % pages.length] ?? "/",
        headers: { cookie },
      });
      note(status >= 500, `answer ${status}`, cookie);
      note(
        strangers(cookie).some(({ email }) => body.includes(email)),
        "somebody else's page",
        cookie,
      );
      note(showsStack(body), "a stack", cookie);
    };

    let before = await weigh(server);
    for (let chunk = 0; chunk < chunks; chunk++) {
      // What is loaded, compiled and kept warm on the way is no leak: the first quarter does not count.
      if (chunk === Math.ceil(chunks / 4)) before = await weigh(server);
      const made = fc.sample(headers, { numRuns: CHUNK, seed: seed + chunk });
      await wire.each(made.entries(), ([place, cookie]) =>
        place % PAGE_EVERY ? whoAmI(cookie) : look(cookie),
      );
      for (const [place, cookie] of cookies.entries()) {
        const { body } = await wire.ask({ path: "/api/session", headers: { cookie } });
        expect(
          JSON.parse(body),
          "and whoever sends theirs untouched is who they are",
        ).toMatchObject({ user: { id: people[place]?.id } });
      }
    }
    const grown = expectFlat(before, await weigh(server), (asked * 3) / 4);
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(0);
    expect(server.log()).not.toContain('"event":"fault"');
    tell({
      what: "Cookies: malformed",
      load: "8 connections",
      tried: `${chunks * CHUNK} cookies (seed ${seed}); ${refused} longer than Node takes`,
      lost: `0 answers of 500 and above, 0 foreign identities; memory ${grown}`,
    });
    expect(whole).toBeLessThan(asked / 10);
  } finally {
    wire.close();
    await server.stop();
  }
});
