import { resolve } from "node:path";
import { expect } from "@playwright/test";
import type { Server } from "../../tests/fixtures";

/** The environment of a server whose memory `readMemory()` can read. */
export const withHeapProbe = { NODE_OPTIONS: `--import=${resolve("lab/faults/heap-probe.js")}` };

/** In bytes: live objects on the heap, and what the process holds. */
export type Memory = Readonly<{ heapUsed: number; rss: number }>;

/** The server's memory after a garbage collection. */
export async function readMemory({ pid, log }: Server): Promise<Memory> {
  const readings = (): string[] => log().match(/^\{"memory":.*\}$/gm) ?? [];
  const before = readings().length;
  process.kill(pid, "SIGUSR2");
  await expect
    .poll(() => readings().length, { message: "the server reports its memory", intervals: [20] })
    .toBe(before + 1);
  return (JSON.parse(readings().at(-1) ?? "") as { memory: Memory }).memory;
}

const MB = 1_048_576;
const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`;

/** Code and caches that grow to their size whatever is requested, in bytes. */
const WARM_UP = 6 * MB;

/** A request that leaks at all leaks a string, which is longer than this, in bytes. */
const PER_REQUEST = 100;

/** The process may hold more than the heap uses: V8 returns memory late. */
const RSS_SLACK = 96 * MB;

/**
 * Expects that `requests` requests between two readings left nothing behind.
 * @returns the growth, for the report
 */
export function expectNoLeak(before: Memory, after: Memory, requests: number): string {
  const [heap, rss] = [after.heapUsed - before.heapUsed, after.rss - before.rss];
  const limit = WARM_UP + PER_REQUEST * requests;
  expect(heap, `${megabytes(heap)} of heap after ${requests} requests`).toBeLessThan(limit);
  expect(rss, `the process grew by ${megabytes(rss)}`).toBeLessThan(limit + RSS_SLACK);
  const signed = (bytes: number) => `${bytes < 0 ? "−" : "+"}${megabytes(Math.abs(bytes))}`;
  return `heap ${signed(heap)}, process ${signed(rss)}`;
}
