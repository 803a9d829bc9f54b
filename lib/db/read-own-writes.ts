import "server-only";

type Statement = { sql?: string; replication_index?: string };
type Step = Readonly<{
  type: string;
  stmt?: Statement;
  batch?: Statement & { steps: { stmt: Statement }[] };
}>;

/** For how long after a change it is asked for in any case, in milliseconds: the next to answer may be another replica. */
const ASK_FOR = 5000;

const reads = ({ type, stmt }: Step): boolean =>
  type === "close" || /^\s*select\b/i.test(stmt?.sql ?? "");
const writes = ({ stmt }: Step): boolean => /^\s*(insert|update|delete)\b/i.test(stmt?.sql ?? "");

function putInto(requests: readonly Step[], index: bigint): void {
  for (const { stmt, batch } of requests) {
    for (const part of [stmt, batch, ...(batch?.steps ?? []).map((step) => step.stmt)]) {
      if (part) part.replication_index = String(index);
    }
  }
}

/**
 * A replica passes writes on to its primary, and may answer the next question before they have come back. Each answer
 * says how far its sender had got; a question that repeats the number is not answered before the replica is there. The
 * driver leaves it out, so it is put in here, until the replica has said that it is there. A server that tells no
 * numbers, such as a hosted one, is asked for none.
 */
export function replicationIndex() {
  let seen = 0n;
  let since = -Infinity;
  let reached = 0n;
  return {
    /** The question, in JSON, with what its answer must not be older than, and what takes note of the answer. */
    ask(question: string): { body: string; note: (answer: string) => void } {
      const { requests, ...rest } = JSON.parse(question) as { requests: Step[] };
      const asked = reached < seen || performance.now() - since < ASK_FOR ? seen : 0n;
      if (asked) putInto(requests, asked);
      const note = (answer: string): void => {
        const numbers = [...answer.matchAll(/"replication_index":"(\d+)"/g)].map(
          ([, index = "0"]) => BigInt(index),
        );
        const at = numbers.reduce((most, index) => (index > most ? index : most), 0n);
        // The primary alone answers what writes. If it is not as far as it was, it was restored from an older copy:
        // nobody will ever reach what was seen before.
        if (at && at < asked && requests.some(writes)) seen = reached = 0n;
        if (requests.every(reads) && at > reached) reached = at;
        if (at <= seen) return;
        seen = at;
        since = performance.now();
      };
      return { body: JSON.stringify({ ...rest, requests }), note };
    },
  };
}
