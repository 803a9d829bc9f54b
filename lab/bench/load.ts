import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Job, Load } from "./load-worker";

export type { Job, Load } from "./load-worker";

/** Sends the requests in a separate process, so that the load does not slow down the measuring process. */
export type Loader = Readonly<{ run: (job: Job) => Promise<Load>; stop: () => void }>;

/** Repeats a job until it has had `answers` responses, for at most `seconds`. */
export async function repeatJob(
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
