import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Job, Load } from "./load-worker";

export type { Job, Load } from "./load-worker";

/** Asks on the bench's behalf, in a process of its own: asking and measuring then share nothing but the machine. */
export type Loader = Readonly<{ run: (job: Job) => Promise<Load>; stop: () => void }>;

/** Asks again and again, until there have been so many answers or so many seconds are over. */
export async function askTimes(
  loader: Loader,
  job: Job,
  answers: number,
  seconds = Infinity,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (let count = 0; count < answers && performance.now() < end;)
    count += (await loader.run(job)).answers;
}

export function startLoader(): Loader {
  const worker = fork(fileURLToPath(new URL("load-worker.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
  });
  return {
    run: async (job) => {
      worker.send(job);
      const [answer] = (await once(worker, "message")) as [Load | { fault: string }];
      if ("fault" in answer) throw new Error(answer.fault);
      return answer;
    },
    stop: () => worker.disconnect(),
  };
}
