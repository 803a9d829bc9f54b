import {
  deviceOf,
  expect,
  login,
  newAddress,
  nobody,
  retryAfter,
  test,
} from "../support/behind-a-proxy";
import { send } from "../support/http";
import { addPerson } from "../support/users";

/** More than are let in at once. */
const BOTS = 40;

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function timed(
  request: () => Promise<Response>,
): Promise<{ status: number; wait: number; time: number }> {
  const start = performance.now();
  const response = await request();
  await response.arrayBuffer();
  return { status: response.status, wait: retryAfter(response), time: performance.now() - start };
}

test("while a botnet floods the login, people look at the site, and a member on a known device gets in at once", async ({
  server,
}) => {
  test.setTimeout(180_000);
  const person = await addPerson(server.databaseUrl, "Wim");
  const cookie = deviceOf(await login(server, { ...person, from: newAddress() }));
  const answers: Awaited<ReturnType<typeof timed>>[] = [];
  let flooding = true;
  const bot = async (): Promise<void> => {
    while (flooding)
      answers.push(await timed(() => login(server, { email: nobody(), from: newAddress() })));
  };
  const bots = Promise.all(Array.from({ length: BOTS }, bot));
  try {
    await expect
      .poll(() => answers.filter(({ status }) => status === 401).length, { timeout: 60_000 })
      .toBeGreaterThan(20);
    const pages = [];
    for (let time = 0; time < 15; time++) pages.push(await timed(() => send(server, "/")));
    const members = [];
    for (let time = 0; time < 5; time++)
      members.push(await timed(() => login(server, { ...person, from: newAddress(), cookie })));
    flooding = false;
    await bots;

    expect(members.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(pages.every(({ status }) => status === 200)).toBe(true);
    const [waited, refused] = [401, 429].map((status) =>
      answers.filter((answer) => answer.status === status),
    );
    expect((waited?.length ?? 0) + (refused?.length ?? 0)).toBe(answers.length);
    expect(new Set(refused?.map(({ wait }) => wait))).toEqual(new Set([3]));
    // Whoever is let in stands in the queue; pages stand in none.
    const [page, queue] = [pages, waited ?? []].map((group) =>
      median(group.map(({ time }) => time)),
    );
    expect(page).toBeLessThan(queue ?? 0);
    const figures = `page ${page?.toFixed(0)} ms, login ${queue?.toFixed(0)} ms, ${waited?.length} let in, ${refused?.length} turned away`;
    test.info().annotations.push({ type: "timing", description: figures });
    process.stdout.write(`    ${figures}\n`);
  } finally {
    flooding = false;
  }
});
