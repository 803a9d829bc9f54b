const HEAD_END = Buffer.from("\r\n\r\n");

/**
 * Reads one HTTP/1.1 answer as it comes in, and no more of it than where it ends: parsing must cost next to nothing, as
 * it runs beside the server that is measured. Returns the status once the answer is complete.
 */
export function answerReader(): (chunk: Buffer) => number | undefined {
  let held: Buffer = Buffer.alloc(0);
  let status = 0;
  let left: number | "chunked" | undefined;
  return (chunk) => {
    held = held.length ? Buffer.concat([held, chunk]) : chunk;
    if (left === undefined) {
      const end = held.indexOf(HEAD_END);
      if (end === -1) return undefined;
      const head = held.toString("latin1", 0, end).toLowerCase();
      status = Number(head.slice(9, 12));
      const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
      left =
        length === undefined && !/^(204|304)$/.test(String(status))
          ? "chunked"
          : Number(length ?? 0);
      held = held.subarray(end + HEAD_END.length);
    }
    if (left === "chunked") {
      held = pastChunks(held);
      return held.length === 0 || held.toString("latin1", 0, 5) !== "0\r\n\r\n"
        ? undefined
        : status;
    }
    left -= held.length;
    held = Buffer.alloc(0);
    return left <= 0 ? status : undefined;
  };
}

/** What follows the chunks that have come in whole; the last one, of no bytes, is left standing. */
function pastChunks(bytes: Buffer): Buffer {
  for (let rest = bytes; ;) {
    const line = rest.indexOf("\r\n");
    if (line === -1) return rest;
    const size = Number.parseInt(rest.toString("latin1", 0, line), 16);
    const next = line + 2 + size + 2;
    if (size === 0 || next > rest.length) return rest;
    rest = rest.subarray(next);
  }
}
