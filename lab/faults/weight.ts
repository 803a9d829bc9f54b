import { resolve } from "node:path";
import { expect } from "@playwright/test";
import type { Server } from "../../tests/fixtures";

/** What a server has to be started with so that it can be weighed. */
export const weighable = { NODE_OPTIONS: `--import=${resolve("lab/faults/scale.js")}` };

/** In bytes: what the program itself still uses, and what the process has from the machine. */
export type Weight = Readonly<{ heapUsed: number; rss: number }>;

/** How much memory the server uses, with its garbage collected. */
export async function weigh({ pid, log }: Server): Promise<Weight> {
  const told = (): string[] => log().match(/^\{"weighed":.*\}$/gm) ?? [];
  const before = told().length;
  process.kill(pid, "SIGUSR2");
  await expect
    .poll(() => told().length, { message: "the server was weighed", intervals: [20] })
    .toBe(before + 1);
  return (JSON.parse(told().at(-1) ?? "") as { weighed: Weight }).weighed;
}

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

/** What is compiled, cached and grown to size along the way, in bytes, however much is asked: more with a database server. */
const SETTLING = (process.env.TEST_DATABASE === "sqld" ? 12 : 6) * 1_048_576;

/** So little may stay of a request, in bytes: what is kept of one on purpose or by mistake is a text, and longer. */
const EACH = 100;

/** So much more than its program may the process have grown: garbage waits for room to become scarce. */
const SLACK = 96 * 1_048_576;

/**
 * Holds that nothing stays of what was asked in between.
 * @param asked how many requests that was
 * @returns by how much it has grown, in words
 */
export function expectFlat(before: Weight, after: Weight, asked: number): string {
  const [heap, rss] = [after.heapUsed - before.heapUsed, after.rss - before.rss];
  const bound = SETTLING + EACH * asked;
  expect(heap, `${megabytes(heap)} stayed of ${asked} requests`).toBeLessThan(bound);
  expect(rss, `the process has grown by ${megabytes(rss)}`).toBeLessThan(bound + SLACK);
  const signed = (bytes: number) => `${bytes < 0 ? "−" : "+"}${megabytes(Math.abs(bytes))}`;
  return `${signed(heap)} in use, ${signed(rss)} of the process`;
}
