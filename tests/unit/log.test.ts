import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { describeError, isDatabaseOutage } from "@/lib/errors";
import { log, type LogEvent, type LogFields } from "@/lib/log";

/** What `log()` writes to standard output. */
function written(event: LogEvent, fields?: LogFields): string {
  const { write } = process.stdout;
  let text = "";
  process.stdout.write = ((chunk: string) => Boolean((text += chunk))) as typeof write;
  try {
    log(event, fields);
  } finally {
    process.stdout.write = write;
  }
  return text;
}

test("whatever a text holds, it stays one line of printable ASCII, and reads back as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (message) => {
      fc.pre(!/Fe26\.|\$argon2/.test(message));
      const line = written("fault", { message });
      expect(line).toMatch(/^[\x20-\x7e]+\n$/);
      expect(JSON.parse(line).message).toBe(message);
    }),
  );
});

test("a text with line breaks of every kind forges no line", () => {
  const line = written("fault", {
    message: 'a\r\n{"event":"login"}\u2028\u2029\u0085\u001b[2J',
    code: '","event":"login","x":"',
  });
  expect(line.split(/[\r\n\u2028\u2029\u0085]/)).toHaveLength(2);
  expect(JSON.parse(line)).toMatchObject({ event: "fault", level: "error" });
});

test("seals and hashes of passwords end where the log begins", () => {
  const message =
    "bad cookie __Host-session=Fe26.2*1*abc*def~2; hash $argon2id$v=19$m=1$abc$def was wrong";
  expect(JSON.parse(written("fault", { message, at: [message] }))).toMatchObject({
    message: "bad cookie __Host-session=[removed] hash [removed] was wrong",
    at: ["bad cookie __Host-session=[removed] hash [removed] was wrong"],
  });
});

test("an address for mail and a session id are written as digests, the same each time and not to be guessed", () => {
  const [first, again] = [1, 2].map(() =>
    JSON.parse(written("login", { email: "ada@example.com", sessionId: "secret id" })),
  );
  expect(first).toMatchObject({ email: again.email, session: again.session });
  expect(first.email).toMatch(/^[\w-]{12}$/);
  expect(first.session).toMatch(/^[\w-]{12}$/);
  expect(JSON.stringify(first)).not.toMatch(/ada|example|secret/);
  expect(JSON.parse(written("login", { email: "bob@example.com" })).email).not.toBe(first.email);
});

test("a query that failed is told of without its values, from whichever copy of Drizzle it came", () => {
  const cause = Object.assign(new Error("SQLITE_BUSY: database is locked"), {
    name: "LibsqlError",
  });
  const failed = Object.assign(
    new Error("Failed query: insert …\nparams: ada@example.com", { cause }),
    {
      query: "insert into users values (?)",
      params: ["ada@example.com"],
    },
  );
  expect(isDatabaseOutage(failed)).toBe(true);
  expect(isDatabaseOutage(cause)).toBe(true);
  expect(isDatabaseOutage(new TypeError("query"))).toBe(false);
  expect(describeError(failed)).toMatchObject({
    name: "LibsqlError",
    message: cause.message,
    query: failed.query,
  });
  expect(JSON.stringify(describeError(failed))).not.toContain("ada");
});
