import "server-only";

type Statement = { replication_index?: string };
type Step = Readonly<{ type: string; stmt?: Statement; batch?: Statement & { steps: { stmt: Statement }[] } }>;

/** For how long after a change the replica is asked to have caught up with it, in milliseconds. It takes a few. */
const ASK_FOR = 5000;

/**
 * A replica passes writes on to its primary, and may answer the next question before they have come back. Each answer
 * says how far its sender had got; a question that repeats the number is not answered before the replica is there. The
 * driver leaves it out, so it is put in here. A server that tells no numbers, such as a hosted one, is asked for none.
 */
export function replicationIndex() {
  let seen = 0n;
  let since = 0;
  return {
    /** Takes note of what an answer says. */
    note(answer: string): void {
      for (const [, index = "0"] of answer.matchAll(/"replication_index":"(\d+)"/g)) {
        if (BigInt(index) <= seen) continue;
        seen = BigInt(index);
        since = performance.now();
      }
    },
    /** The question, in JSON, with what its answer must not be older than. */
    ask(question: string): string {
      if (!seen || performance.now() - since > ASK_FOR) return question;
      const { requests, ...rest } = JSON.parse(question) as { requests: Step[] };
      const index = { replication_index: String(seen) };
      for (const { stmt, batch } of requests) {
        for (const part of [stmt, batch, ...(batch?.steps ?? []).map((step) => step.stmt)]) if (part) Object.assign(part, index);
      }
      return JSON.stringify({ ...rest, requests });
    },
  };
}
