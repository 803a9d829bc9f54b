import { quantile } from "./statistics";
import { repeatJob, startLoader, type Load, type Loader } from "./load";
import { guest, type Visitor } from "./users";
import { processorTime, type Running } from "./servers";
import { requestFor, targets, type Target, type TargetName } from "./targets";

/** The results of a target in each round: requests per second, and times in milliseconds. */
export type Rounds = Readonly<
  Record<"perSecond" | "p50" | "p99" | "firstByte" | "processor", number[]>
>;
export type Results = Readonly<Partial<Record<TargetName, Rounds>>>;

export type Field = Readonly<{
  servers: Readonly<Partial<Record<Target["app"], Running>>>;
  visitors: Readonly<Partial<Record<Target["app"], Partial<Record<Target["as"], Visitor>>>>>;
}>;

type Plan = Readonly<{ rounds: number; seconds: number; say: (text: string) => void }>;

/** Enough connections to use both processors of a small machine without a long queue. */
const CONNECTIONS = 8;

/** The warm-up: after this many responses a server is as fast as it gets. Ends after `seconds` at the latest. */
const WARM = { answers: 1500, seconds: 10 };

/** How long the first byte is measured, with one connection and so without a queue. In seconds. */
const ALONE_SECONDS = 0.6;

const empty = (): Rounds => ({ perSecond: [], p50: [], p99: [], firstByte: [], processor: [] });

function job({ servers, visitors }: Field, target: Target, server: Running) {
  const { cookie } = visitors[target.app]?.[target.as] ?? guest;
  if (!servers[target.app] || (target.as !== "guest" && !cookie))
    throw new Error(`No server or cookie for ${target.path} as ${target.as}`);
  return {
    port: server.port,
    request: requestFor(target, server.port, cookie),
    status: target.status ?? 200,
  };
}

/** Measures all targets in turn, several rounds: if the machine is slow for a while, that affects all targets. */
export async function runRounds(field: Field, { rounds, seconds, say }: Plan): Promise<Results> {
  const loader = startLoader();
  const results: Partial<Record<TargetName, Rounds>> = {};
  const todo = (Object.entries(targets) as [TargetName, Target][]).filter(
    ([, { app }]) => field.servers[app],
  );
  for (let round = 0; round <= rounds; round++) {
    for (const [name, target] of todo) {
      const server = field.servers[target.app] as Running;
      const asked = job(field, target, server);
      say(round ? `round ${round} of ${rounds}: ${name}` : `warming up: ${name}`);
      if (round) note((results[name] ??= empty()), await measure(loader, asked, server, seconds));
      else
        await repeatJob(
          loader,
          { ...asked, connections: CONNECTIONS, seconds: 1 },
          WARM.answers,
          WARM.seconds,
        );
    }
  }
  loader.stop();
  return results;
}

type Measured = { busy: Load; alone: Load; processor: number };

async function measure(
  loader: Loader,
  asked: ReturnType<typeof job>,
  server: Running,
  seconds: number,
): Promise<Measured> {
  const alone = await loader.run({ ...asked, connections: 1, seconds: ALONE_SECONDS });
  const before = processorTime(server);
  const busy = await loader.run({ ...asked, connections: CONNECTIONS, seconds });
  return { busy, alone, processor: (processorTime(server) - before) / busy.answers };
}

function note(rounds: Rounds, { busy, alone, processor }: Measured): void {
  rounds.perSecond.push(busy.perSecond);
  rounds.p50.push(busy.p50);
  rounds.p99.push(busy.p99);
  rounds.firstByte.push(alone.firstByte);
  rounds.processor.push(processor);
}

export const medianOf = (rounds: Rounds | undefined, what: keyof Rounds): number =>
  quantile(rounds?.[what] ?? [], 0.5);
