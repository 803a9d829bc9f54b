import { expect, test } from "../../tests/fixtures";
import { send } from "../../tests/support/http";
import { deviceCookie, login, randomAddress } from "../../tests/support/login-attempts";
import { retryAfter, unknownEmail } from "../../tests/support/login-attempts";
import { addUser } from "../../tests/support/users";

/** More than the server lets in at once. */
const BOTS = 40;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function timed(request: () => Promise<Response>) {
  const start = performance.now();
  const response = await request();
  await response.arrayBuffer();
  const { status } = response;
  return { status, wait: retryAfter(response), time: performance.now() - start };
}

test("during a flood of logins, pages stay fast and a known device gets in", async ({ server }) => {
  test.setTimeout(180_000);
  const user = await addUser(server.databaseUrl, "Wim");
  const cookie = deviceCookie(await login(server, { ...user, from: randomAddress() }));
  const answers: Awaited<ReturnType<typeof timed>>[] = [];
  const withStatus = (status: number) => answers.filter((answer) => answer.status === status);
  let isFlooding = true;
  const bot = async (): Promise<void> => {
    while (isFlooding)
      answers.push(
        await timed(() => login(server, { email: unknownEmail(), from: randomAddress() })),
      );
  };
  const bots = Promise.all(Array.from({ length: BOTS }, bot));
  try {
    await expect.poll(() => withStatus(401).length, { timeout: 60_000 }).toBeGreaterThan(20);
    const pages = [];
    for (let time = 0; time < 15; time++) pages.push(await timed(() => send(server, "/")));
    const logins = [];
    for (let time = 0; time < 5; time++)
      logins.push(await timed(() => login(server, { ...user, from: randomAddress(), cookie })));
    isFlooding = false;
    await bots;

    expect(logins.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(pages.every(({ status }) => status === 200)).toBe(true);
    const [admitted, refused] = [withStatus(401), withStatus(429)];
    expect(admitted.length + refused.length).toBe(answers.length);
    expect(new Set(refused.map(({ wait }) => wait))).toEqual(new Set([3]));
    // An admitted login waits in the queue. Pages do not.
    const [page, queue] = [pages, admitted].map((group) => median(group.map(({ time }) => time)));
    expect(page).toBeLessThan(queue ?? 0);
    const figures = `page ${page?.toFixed()} ms, login ${queue?.toFixed()} ms, ${admitted.length} admitted, ${refused.length} refused`;
    test.info().annotations.push({ type: "timing", description: figures });
  } finally {
    isFlooding = false;
  }
});
