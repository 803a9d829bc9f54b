import * as fc from "fast-check";
import { expect, test, type Server } from "../../tests/fixtures";
import { startServer } from "../../tests/support/server";
import { badRequests, OURS, paths, type Ways } from "./bad-requests";
import { seed, times } from "./effort";
import { newKnown } from "./known";
import { tell } from "./table";
import { expectFlat, weigh, weighable } from "./weight";
import { openWire, showsStack, told, type Asked, type Told } from "./wire";

type Failure = Readonly<{
  error: { code: string; message: string; fields?: Record<string, string> };
}>;

/** What the handlers take. They say so themselves: of methods when they get another one, of fields when they get none. */
async function waysOf(server: Server): Promise<Ways> {
  const [methods, fields] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const path of paths("route")) {
    const ask = (method: string) =>
      fetch(server.origin + path.replaceAll(/\[\w+\]/g, "p01"), { method, body: "{}" });
    methods.set(path, (await ask("PUT")).headers.get("allow")?.split(", ") ?? []);
    for (const method of OURS.slice(1)) {
      const response = await ask(method);
      if (response.status !== 422) continue;
      fields.set(
        `${method} ${path}`,
        Object.keys(((await response.json()) as Failure).error.fields ?? {}),
      );
    }
  }
  return {
    methods: (path) => methods.get(path) ?? [],
    fields: (method, path) => [...(fields.get(`${method} ${path}`) ?? []), "remember"],
  };
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

/** Whether a failure is told as the contract has it. */
function isContract(body: string): boolean {
  const { error, ...rest } = JSON.parse(body) as Failure;
  const { code, message, fields = {}, ...more } = error;
  return (
    [code, message, ...Object.values(fields)].every(isText) &&
    !Object.keys({ ...rest, ...more }).length
  );
}

/** What is wrong with an answer; null when nothing is. Of what never reaches a handler of ours, Node and Next tell. */
function wrongWith(asked: Asked, { status, headers, body }: Told): string | null {
  if (status >= 500) return `${status}`;
  if (showsStack(body)) return "a stack";
  if (status < 400 || status === 431 || !OURS.some((method) => method === asked.method))
    return null;
  if (headers["content-type"] !== "application/json")
    return `${status} as ${headers["content-type"]}`;
  if (headers["cache-control"] !== "no-store") return `${status} to be kept`;
  return isContract(body) ? null : body;
}

test("whatever is sent to a handler, the answer is no fault of ours, and says in our words what is wrong", async () => {
  const [rounds, chunk] = [times(4, 40), times(20, 50)];
  test.setTimeout(times(180_000, 1_800_000));
  const server = await startServer({ env: weighable });
  const wire = openWire(server);
  try {
    const handlers = paths("route");
    expect(handlers.length).toBeGreaterThan(10);
    const ways = await waysOf(server);
    const seen = new Map<number, number>();
    const faults: string[] = [];
    const send = async (asked: Asked): Promise<void> => {
      const answer = await wire.ask(asked);
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      const wrong = wrongWith(asked, answer);
      if (wrong) faults.push(`${wrong}: ${told(asked)}`);
    };
    let before = await weigh(server);
    for (let round = 0; round < rounds; round++) {
      if (round === Math.ceil(rounds / 4)) before = await weigh(server);
      const known = await newKnown(server);
      const requests = handlers.flatMap((path) =>
        fc.sample(badRequests(path, known, ways), { numRuns: chunk, seed: seed + round }),
      );
      await wire.each(requests, send);
    }
    expect(faults).toEqual([]);
    const asked = rounds * chunk * handlers.length;
    const grown = expectFlat(before, await weigh(server), (asked * 3) / 4);
    // Nothing is proved by knocking at a door that stays shut.
    const doors = [200, 201, 204, 400, 401, 403, 404, 405, 413, 422];
    expect(
      doors.filter((status) => !seen.has(status)),
      JSON.stringify([...seen]),
    ).toEqual([]);
    expect(server.log()).not.toMatch(/"event":"fault"|⨯/);
    tell({
      what: "Handlers: bodies, queries and headers as nobody means them",
      load: "8 connections, guests and members",
      tried: `${asked} requests to ${handlers.length} handlers (seed ${seed})`,
      lost: `0 answers of 500 and above, 0 out of the contract's shape; memory ${grown}`,
    });
  } finally {
    wire.close();
    await server.stop();
  }
});
