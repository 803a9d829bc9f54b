import { quantile } from "./statistics";

/** How long opening a seal takes, in milliseconds: one never seen before, and one seen a moment ago. */
export type SealTimes = Readonly<{ cold: number; hot: number }>;

const COLD = 100;
const HOT = 2000;

async function medianTime(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return quantile(taken, 0.5);
}

/** Takes the time of opening a member's session, limits included: the same code runs on the edge and in the render. */
export async function timeSeals(): Promise<SealTimes> {
  const { env } = await import("../../lib/env");
  const { sealSession, openSession, sessionCookie } = await import("../../lib/session/cookies");
  const { openCookie } = await import("../../lib/session/sealed-cookie");
  const now = Math.floor(Date.now() / 1000);
  const identity = { id: "a".repeat(24), userId: "b".repeat(22), provenAt: now, permanent: true };
  const { value } = await sealSession({ createdAt: now, identity, fields: { accent: "navy" } });
  // What was opened is remembered for each list of secrets, so a new list has seen nothing yet.
  const cold = await medianTime(COLD, () =>
    openCookie(sessionCookie, value, { keyring: [...env().SESSION_SECRET] }),
  );
  return { cold, hot: await medianTime(HOT, () => openSession(value)) };
}
