const HEAD_END = Buffer.from("\r\n\r\n");

/**
 * Reads an HTTP/1.1 response only as far as needed to find its end: parsing must be cheap, because it runs on the same
 * machine as the measured server. Returns the status once the response is complete.
 */
export function createResponseReader(): (chunk: Buffer) => number | undefined {
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

/** Removes the complete chunks at the start. Keeps the final chunk, whose size is 0. */
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
