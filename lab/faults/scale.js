// Loaded into a server before anything else: tells on SIGUSR2 how much of its memory is still in use once everything that
// nobody refers to any more has been collected.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
/** @type {() => void} */
const collect = runInNewContext("gc");

process.on("SIGUSR2", () => {
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ weighed: { heapUsed, rss } })}\n`);
});
