import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import type { KnownValues } from "./known-values";
import type { RawRequest } from "./raw-http";

/** The route patterns of all handlers or pages: `/api/cart/[productId]`. */
export function routePatterns(kind: "route" | "page"): string[] {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) =>
    new RegExp(`(^|/)${kind}\\.tsx?$`).test(file),
  );
  return files
    .map((file) => join("/", dirname(file).replaceAll(/\([^/]*\)\/?/g, "")).replace(/(.)\/$/, "$1"))
    .sort();
}

/** The methods that `route()` handles. Its errors have the documented JSON shape. */
export const HANDLED_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Without `TRACE`, to which Next answers 500 before middleware runs, and `CONNECT`, which Node does not answer. */
const METHODS = [...HANDLED_METHODS, "HEAD", "OPTIONS", "PROPFIND", "PURGE"];

/** The methods and fields that each handler accepts. */
export type HandlerSpec = Readonly<{
  methods: (path: string) => readonly string[];
  /** The required fields of a body, by method and path. */
  fields: (method: string, path: string) => readonly string[];
}>;

const byte = fc
  .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x80, max: 0xff }))
  .map((code) => String.fromCharCode(code));
const bytes = (maxLength: number) => fc.string({ unit: byte, maxLength });
const prototype = fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "then");

/** Valid values by field name. */
const validValues: Record<string, fc.Arbitrary<unknown>> = {
  name: fc.constant("Ann"),
  email: fc.emailAddress(),
  password: fc.constantFrom("the password of Ann", "a long and secret sentence"),
  productId: fc.constantFrom("p01", "p02", "p12"),
  quantity: fc.integer({ min: 1, max: 99 }),
};
const plausible = fc.constantFrom<unknown>(
  "p01",
  "p99",
  1,
  2,
  99,
  100,
  true,
  "a@example.com",
  "Ann",
);
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    "",
    " ",
    "\0",
    "\ud800",
    "\u2028",
    "a\r\nb: c",
    "' or 1=1 --",
    "%00",
    "$undefined",
    -1,
    0,
    -0,
    1.5,
    100,
    2 ** 53,
    1e308,
    null,
    [],
    {},
    [[]],
  ),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.integer({ min: 1000, max: 70_000 }).map((length) => "x".repeat(length)),
  fc.jsonValue({ maxDepth: 3 }),
  prototype,
);

/** JSON bodies: valid, with missing, wrong or unknown fields, and sometimes with bytes overwritten. */
function jsonBody(fields: readonly string[]): fc.Arbitrary<Buffer> {
  const valid = fc
    .record(Object.fromEntries(fields.map((name) => [name, validValues[name] ?? plausible])))
    .map((body) => JSON.stringify(body));
  const names = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...fields, "id") },
    prototype,
    bytes(6),
  );
  const value = fc.oneof(
    plausible,
    hostile,
    fc.constantFrom(...Object.values(validValues)).chain((value) => value),
  );
  // As text, because an object literal cannot have an own property called __proto__.
  const object = fc
    .array(fc.tuple(names, value), { maxLength: 6 })
    .map(
      (entries) =>
        `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? "null"}`).join()}}`,
    );
  const text = fc.oneof(
    { weight: 4, arbitrary: valid },
    { weight: 8, arbitrary: object },
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.constantFrom(
      '{"quantity":1e999}',
      `{"quantity":${"9".repeat(400)}}`,
      "[".repeat(20_000),
      `${'{"a":'.repeat(9000)}1${"}".repeat(9000)}`,
      "\ufeff{}",
      "nul",
      "NaN",
    ),
  );
  const corrupted = fc.tuple(text, fc.nat(), bytes(5)).map(([text, position, bytes]) => {
    const cut = position % (text.length + 1);
    return Buffer.concat([
      Buffer.from(text.slice(0, cut)),
      Buffer.from(bytes, "latin1"),
      Buffer.from(text.slice(cut + bytes.length)),
    ]);
  });
  return fc.oneof(
    { weight: 6, arbitrary: text.map((text) => Buffer.from(text)) },
    corrupted,
    fc.uint8Array({ maxLength: 300 }).map((raw) => Buffer.from(raw)),
  );
}

/** Headers that this site, Next or Node reads, with valid and invalid values. */
export function knownHeaders({
  cookies,
  origin,
}: Pick<KnownValues, "cookies" | "origin">): fc.Arbitrary<Record<string, string>> {
  const garbage = bytes(40);
  const or = (...values: string[]) =>
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, garbage);
  const known: Record<string, fc.Arbitrary<string>> = {
    origin: fc.oneof(
      { weight: 2, arbitrary: fc.constant(origin) },
      or("null", "https://evil.example", "http://", "http://["),
    ),
    host: or("localhost", "evil.example", "[::1", "a:b:c", "localhost:99999"),
    "sec-fetch-site": or("same-origin", "cross-site", "none"),
    "content-type": or(
      "application/json",
      "text/plain",
      "multipart/form-data",
      "multipart/form-data; boundary=x",
      "application/x-www-form-urlencoded",
      "application/json; charset=x",
    ),
    "content-encoding": or("gzip", "br", "identity"),
    accept: or("text/html", "*/*", "text/html;q=x", "application/json"),
    "accept-language": or("de", "xx-", "*"),
    "idempotency-key": fc.oneof(or("1", '"1"', " ", "k".repeat(200), "k".repeat(201)), bytes(250)),
    "user-agent": fc.oneof(garbage, fc.constantFrom("Googlebot", "curl", "u".repeat(3000))),
    "x-forwarded-for": or(
      "1.2.3.4",
      "::1, 1.2.3.4",
      "unknown",
      ",,,",
      "[::1]:99999",
      "1.2.3.4%eth0",
    ),
    "x-forwarded-host": or("evil.example", "evil.example, localhost", "["),
    "x-forwarded-proto": or("https", "javascript", "http, https"),
    "x-forwarded-port": or("443", "-1"),
    "x-real-ip": or("1.2.3.4"),
    forwarded: or("for=1.2.3.4;proto=x"),
    range: or("bytes=0-", "bytes=9-1"),
    "if-none-match": or("*", 'W/"x"'),
    "if-modified-since": or("yesterday", "Thu, 01 Jan 1970 00:00:00 GMT"),
    purpose: or("prefetch"),
    rsc: or("1"),
    "next-action": or("0".repeat(42), "x"),
    "next-url": or("/account", "//evil.example"),
    "next-router-prefetch": or("1", "2"),
    "next-router-state-tree": or("%5B%22%22%5D", "[", "%"),
    "next-router-segment-prefetch": or("/_tree", "/x"),
    "x-nextjs-data": or("1"),
    "x-middleware-subrequest": or(
      "middleware:middleware:middleware:middleware:middleware",
      "src/middleware",
    ),
    "x-middleware-set-cookie": or("__Host-session=x"),
    "x-matched-path": or("/account", "/_error"),
    "x-invoke-path": or("/account"),
    "x-invoke-status": or("500", "404"),
    "x-prerender-revalidate": or("x"),
    "x-now-route-matches": or("1=x"),
    "x-http-method-override": or("DELETE"),
  };
  const one = fc
    .constantFrom(...Object.keys(known))
    .chain((name) => fc.tuple(fc.constant(name), known[name] ?? garbage));
  const chosen = fc.array(one, { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
  const who = fc.oneof(fc.constant(""), fc.constantFrom(...cookies), garbage);
  const key = fc.option(fc.uuid());
  return fc.tuple(who, key, chosen).map(([cookie, key, headers]) => ({
    ...(key && { "idempotency-key": key }),
    ...headers,
    ...(cookie && { cookie }),
  }));
}

const raw = fc.oneof(
  fc.constantFrom(
    "%",
    "%00",
    "%E0%A4%A",
    "%2e%2e",
    "..",
    "a%2Fb",
    "%0d%0a",
    "*",
    "%F0%9F%92%A9",
    "x".repeat(3000),
  ),
  prototype,
  bytes(20).map(encodeURIComponent),
);

const query = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom("_rsc", "nxtPid", "nxtPproductId", "id", "next", "a[b]", "a[]"),
        raw,
      ),
      raw,
    ),
    { maxLength: 4 },
  )
  .map((pairs) => (pairs.length ? `?${pairs.map((pair) => pair.join("=")).join("&")}` : ""));

/** Paths of a route pattern with existing and invalid parameters, and a query. */
export function unexpectedPath(pattern: string, ids: readonly string[]): fc.Arbitrary<string> {
  const id = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...ids) }, raw);
  const parts = pattern.split("/").map((part) => (part.startsWith("[") ? id : fc.constant(part)));
  return fc.tuple(fc.tuple(...parts), query).map(([parts, query]) => parts.join("/") + query);
}

/** Requests to a handler with valid and unexpected methods, paths, headers and bodies. */
export function unexpectedRequests(
  pattern: string,
  known: KnownValues,
  api: HandlerSpec,
): fc.Arbitrary<RawRequest> {
  const method = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...api.methods(pattern)) },
    fc.constantFrom(...METHODS),
  );
  return fc
    .tuple(method, unexpectedPath(pattern, known.ids), knownHeaders(known))
    .chain(([method, path, headers]) => {
      const empty = fc.constant(undefined);
      const body =
        method === "GET" || method === "HEAD"
          ? empty
          : fc.oneof({ weight: 5, arbitrary: jsonBody(api.fields(method, pattern)) }, empty);
      return body.map((body) => ({
        method,
        path,
        headers: { ...headers, ...(body && { "content-length": body.length }) },
        body,
      }));
    });
}
