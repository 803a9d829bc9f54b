import { quantile } from "./statistics";
import { flaskMember, post, type Member } from "./users";
import type { Running } from "./servers";

/** A login in milliseconds, and how much of it goes into the password's hash. */
export type LoginTimes = Readonly<{ login: number; hash: number; flask: number | null }>;

const LOGINS = 20;

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function logIn({ port }: Running, { email, password, cookie }: Member): Promise<void> {
  const answer = await post(port, "/api/login", { email, password }, cookie);
  if (answer.status !== 200) throw new Error(`Login answered ${answer.status}`);
  await answer.json();
}

/** One login after the other, the hash's own time taken in between. Flask's guide asks for no password. */
export async function timeLogins(
  signet: Running,
  member: Member,
  flask: Running | null,
): Promise<LoginTimes> {
  const { hash, verify } = await import("@node-rs/argon2");
  const { COST } = await import("../../lib/auth/password");
  const passwordHash = await hash(member.password, COST);
  const times = { login: [] as number[], hash: [] as number[], flask: [] as number[] };
  for (let n = 0; n < LOGINS; n++) {
    times.login.push(await time(() => logIn(signet, member)));
    times.hash.push(await time(() => verify(passwordHash, member.password)));
    if (flask) times.flask.push(await time(() => flaskMember(flask)));
  }
  return {
    login: quantile(times.login, 0.5),
    hash: quantile(times.hash, 0.5),
    flask: flask && quantile(times.flask, 0.5),
  };
}
