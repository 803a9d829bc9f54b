import { expect, test, type Server } from "../../tests/fixtures";
import { startServer } from "../../tests/support/server";
import * as fc from "fast-check";
import { reportFault } from "./fault-report";
import { expectNoLeak, readMemory, withHeapProbe } from "./heap";
import { addKnownValues } from "./known-values";
import {
  describeRequest,
  hasStackTrace,
  openRawHttp,
  type RawRequest,
  type RawResponse,
} from "./raw-http";
import {
  HANDLED_METHODS,
  routePatterns,
  unexpectedRequests,
  type HandlerSpec,
} from "./request-arbitraries";
import { scaled, seed } from "./test-scale";

type ErrorBody = Readonly<{
  error: { code: string; message: string; fields?: Record<string, string> };
}>;

/** Discovers what each handler accepts: a 405 response lists the methods, a 422 response the fields. */
async function discoverApi(server: Server): Promise<HandlerSpec> {
  const [methods, fields] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const path of routePatterns("route")) {
    const url = server.origin + path.replaceAll(/\[[\w.]+\]/g, "p01");
    const call = (method: string) => fetch(url, { method, body: "{}", redirect: "manual" });
    methods.set(path, (await call("PUT")).headers.get("allow")?.split(", ") ?? ["GET"]);
    for (const method of HANDLED_METHODS.slice(1)) {
      const response = await call(method);
      if (response.status !== 422) continue;
      const { error } = (await response.json()) as ErrorBody;
      fields.set(`${method} ${path}`, Object.keys(error.fields ?? {}));
    }
  }
  return {
    methods: (path) => methods.get(path) ?? [],
    fields: (method, path) => [...(fields.get(`${method} ${path}`) ?? []), "remember"],
  };
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

/** Whether a body is `{ error: { code, message, fields? } }` and nothing else. */
function isErrorBody(body: string): boolean {
  const { error, ...rest } = JSON.parse(body) as ErrorBody;
  const { code, message, fields = {}, ...more } = error;
  const hasMore = Object.keys({ ...rest, ...more }).length > 0;
  return [code, message, ...Object.values(fields)].every(isText) && !hasMore;
}

/** What is wrong with a response; null when nothing is. Node and Next answer some requests before any handler runs. */
function problemOf(request: RawRequest, { status, headers, body }: RawResponse): string | null {
  if (status >= 500) return `${status}`;
  if (hasStackTrace(body)) return "a stack trace";
  const isHandled = HANDLED_METHODS.some((method) => method === request.method);
  if (status < 400 || status === 431 || !isHandled) return null;
  const type = headers["content-type"];
  if (type !== "application/json") return `${status} as ${type}`;
  if (headers["cache-control"] !== "no-store") return `${status} may be cached`;
  return isErrorBody(body) ? null : body;
}

test("no request to a handler causes a 5xx, a stack trace or an undocumented error body", async () => {
  const [rounds, perHandler] = [scaled(4, 40), scaled(20, 50)];
  test.setTimeout(scaled(180_000, 1_800_000));
  const server = await startServer({ env: withHeapProbe });
  const http = openRawHttp(server);
  try {
    const handlers = routePatterns("route");
    expect(handlers.length).toBeGreaterThan(10);
    const api = await discoverApi(server);
    const statuses = new Map<number, number>();
    const problems: string[] = [];
    const send = async (request: RawRequest): Promise<void> => {
      const response = await http.send(request);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const problem = problemOf(request, response);
      if (problem) problems.push(`${problem}: ${describeRequest(request)}`);
    };
    let before = await readMemory(server);
    for (let round = 0; round < rounds; round++) {
      // The first quarter compiles code and fills caches.
      if (round === Math.ceil(rounds / 4)) before = await readMemory(server);
      const known = await addKnownValues(server);
      const options = { numRuns: perHandler, seed: seed + round };
      const requests = handlers.flatMap((path) =>
        fc.sample(unexpectedRequests(path, known, api), options),
      );
      await http.each(requests, send);
    }
    expect(problems).toEqual([]);
    const count = rounds * perHandler * handlers.length;
    const growth = expectNoLeak(before, await readMemory(server), (count * 3) / 4);
    const expected = [200, 201, 204, 400, 401, 403, 404, 405, 413, 422];
    expect(
      expected.filter((status) => !statuses.has(status)),
      `the requests reached every kind of response: ${JSON.stringify([...statuses])}`,
    ).toEqual([]);
    expect(server.log()).not.toMatch(/"level":"error"|⨯/);
    reportFault({
      fault: "Handlers: unexpected bodies, queries and headers",
      load: "8 connections, guests and users",
      attempts: `${count} requests to ${handlers.length} handlers (seed ${seed})`,
      lost: `0 responses of 500 and above, 0 outside the contract; ${growth}`,
    });
  } finally {
    http.close();
    await server.stop();
  }
});
