import { quantile } from "./statistics";

/** The time to unseal in milliseconds: `cold` for a new seal, `hot` for a cached one. */
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

/** Times the opening of a user's session, checks included. Middleware and pages run the same code. */
export async function timeSeals(): Promise<SealTimes> {
  const { env } = await import("../../lib/env");
  const { sealSession, openSession, sessionCookie } = await import("../../lib/session/cookies");
  const { SealedCookie } = await import("../../lib/session/sealed-cookie");
  const now = Math.floor(Date.now() / 1000);
  const identity = { id: "a".repeat(24), userId: "b".repeat(22), provenAt: now, permanent: true };
  const { value } = await sealSession({ createdAt: now, identity, fields: { accent: "navy" } });
  // The cache is kept for each list of secrets, so a new list begins with an empty one.
  const cold = await medianTime(COLD, () =>
    SealedCookie.open(sessionCookie, value, { keyring: [...env().SESSION_SECRET] }),
  );
  return { cold, hot: await medianTime(HOT, () => openSession(value)) };
}
