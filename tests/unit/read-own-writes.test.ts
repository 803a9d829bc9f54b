import { replicationIndex } from "@/lib/db/read-own-writes";
import { expect, test } from "@playwright/test";

type Index = ReturnType<typeof replicationIndex>;

const question = (sql: string): string =>
  JSON.stringify({
    baton: null,
    requests: [{ type: "execute", stmt: { sql } }, { type: "close" }],
  });
const answer = (at: number): string =>
  `{"results":[{"type":"ok","response":{"result":{"replication_index":"${at}"}}}]}`;

/** What the server is told a question's answer must not be older than. */
const asksFor = (index: Index, sql = "select 1"): string | undefined =>
  /"replication_index":"(\d+)"/.exec(index.ask(question(sql)).body)?.[1];

/** A statement, and how far the server that answered it had got. */
const hear = (index: Index, sql: string, at: number): void =>
  index.ask(question(sql)).note(answer(at));

test("nobody is kept waiting before anything has changed", () => {
  const index = replicationIndex();
  expect(index.ask(question("select 1")).body).toBe(question("select 1"));
  hear(index, "select 1", 0);
  expect(asksFor(index)).toBeUndefined();
});

test("a server that tells no numbers is asked for none", () => {
  const index = replicationIndex();
  index.ask(question("insert into users values (1)")).note('{"results":[]}');
  expect(asksFor(index)).toBeUndefined();
});

test("what was written last is asked for, statement by statement, until the replica is there, and a little longer", () => {
  const { now } = performance;
  let time = now.call(performance);
  performance.now = () => time;
  try {
    const index = replicationIndex();
    hear(index, "insert into users values (1)", 7);
    time += 60_000;
    expect(asksFor(index)).toBe("7");
    hear(index, "update users set name = 'A'", 7);
    expect(asksFor(index), "the primary answers what writes").toBe("7");
    hear(index, "select 1", 7);
    expect(asksFor(index)).toBeUndefined();
    hear(index, "delete from users", 8);
    hear(index, "select 1", 8);
    expect(asksFor(index), "the next answer may be another replica's").toBe("8");
    time += 5001;
    expect(asksFor(index)).toBeUndefined();
  } finally {
    performance.now = now;
  }
});

test("every statement of a batch asks for it", () => {
  const index = replicationIndex();
  hear(index, "insert into users values (1)", 7);
  const steps = ["begin", "select 1", "commit"].map((sql) => ({ stmt: { sql } }));
  const { body } = index.ask(JSON.stringify({ requests: [{ type: "batch", batch: { steps } }] }));
  expect(body.match(/"replication_index":"7"/g)).toHaveLength(4);
});

test("a primary that was restored from an older copy is believed, and nobody waits for ever", () => {
  const index = replicationIndex();
  hear(index, "insert into users values (1)", 700);
  hear(index, "insert into users values (1)", 3);
  expect(asksFor(index)).toBe("3");
  hear(index, "select 1", 3);
});
