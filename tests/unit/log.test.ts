import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { describeError } from "@/lib/errors";
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

const parsed = (event: LogEvent, fields?: LogFields) => JSON.parse(written(event, fields));

test("any text is logged as one line of printable ASCII and reads back unchanged", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (message) => {
      fc.pre(!/Fe26\.|\$argon2/.test(message));
      const line = written("fault", { message });
      expect(line).toMatch(/^[\x20-\x7e]+\n$/);
      expect(JSON.parse(line).message).toBe(message);
    }),
  );
});

test("text with line breaks of any kind forges no line", () => {
  const message = 'a\r\n{"event":"login"}\u2028\u2029\u0085\u001b[2J';
  const line = written("fault", { message, code: '","event":"login","x":"' });
  expect(line.split(/[\r\n\u2028\u2029\u0085]/)).toHaveLength(2);
  expect(JSON.parse(line)).toMatchObject({ event: "fault", level: "error" });
});

test("seals and password hashes are removed", () => {
  const message = "cookie __Host-session=Fe26.2*1*abc*def~2; hash $argon2id$v=19$m=1$abc$def wrong";
  const cleaned = "cookie __Host-session=[removed] hash [removed] wrong";
  const line = parsed("fault", { message, at: [message] });
  expect(line).toMatchObject({ message: cleaned, at: [cleaned] });
});

test("e-mail addresses and session ids are logged as digests, the same each time", () => {
  const fields = { email: "ada@example.com", sessionId: "secret id" };
  const [first, second] = [parsed("login", fields), parsed("login", fields)];
  expect(second).toMatchObject({ email: first.email, session: first.session });
  for (const digest of [first.email, first.session]) expect(digest).toMatch(/^[\w-]{12}$/);
  expect(JSON.stringify(first)).not.toMatch(/ada|example|secret/);
  expect(parsed("login", { email: "bob@example.com" }).email).not.toBe(first.email);
});

test("a failed query is described without its values", () => {
  const cause = Object.assign(new Error("SQLITE_BUSY: database is locked"), {
    name: "LibsqlError",
  });
  const query = "insert into users values (?)";
  const params = ["ada@example.com"];
  const message = `Failed query: ${query}\nparams: ${params}`;
  const described = describeError(Object.assign(new Error(message, { cause }), { query, params }));
  expect(described).toMatchObject({ name: "LibsqlError", message: cause.message, query });
  expect(JSON.stringify(described)).not.toContain("ada");
});
