import "server-only";
import { onNodeRequest } from "./node-request";

/** In bytes. A handler that reads a slow upload sees less only when the body ends. */
const MIN_CHUNK = 16_384;

/** How many may wait: each takes 500 bytes beside its own. */
const MAX_WAITING = 512;

/**
 * Joins the small chunks of a body before Next sees them. A client can send every byte as a chunk of its own, and Next copies
 * a body through several streams, where each chunk costs 30 µs and 2 kB: one megabyte would take five seconds.
 *
 * `push()` is how Node's parser hands over a chunk: https://nodejs.org/api/stream.html#readablepushchunk-encoding
 * Delete when 100,000 chunks of a byte cost Next as much as one chunk: tests/attacks/limits.test.ts.
 */
export function joinSmallChunks(): void {
  onNodeRequest(({ request }) => {
    const push = request.push.bind(request);
    let waiting: Buffer[] = [];
    let size = 0;
    const flush = (): boolean => {
      const joined = Buffer.concat(waiting, size);
      [waiting, size] = [[], 0];
      return push(joined);
    };
    request.push = (chunk: Buffer | null) => {
      if (chunk === null) {
        if (size > 0) flush();
        return push(null);
      }
      waiting.push(chunk);
      size += chunk.length;
      if (waiting.length > MAX_WAITING) waiting = [Buffer.concat(waiting, size)];
      return size < MIN_CHUNK || flush();
    };
  });
}
