import { quantile } from "./statistics";
import { flaskUser, post, type User } from "./users";
import type { Running } from "./servers";

/** The time of a login and of the password hash in it, in milliseconds. */
export type LoginTimes = Readonly<{ login: number; hash: number; flask: number | null }>;

const LOGINS = 20;

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function logIn({ port }: Running, { email, password, cookie }: User): Promise<void> {
  const answer = await post(port, "/api/login", { email, password }, cookie);
  if (answer.status !== 200) throw new Error(`Login answered ${answer.status}`);
  await answer.json();
}

/** Times logins one after the other, and the hash between them. The Flask app logs in without a password. */
export async function timeLogins(
  signet: Running,
  user: User,
  flask: Running | null,
): Promise<LoginTimes> {
  const { hash, verify } = await import("@node-rs/argon2");
  const { COST } = await import("../../lib/auth/password");
  const passwordHash = await hash(user.password, COST);
  const times = { login: [] as number[], hash: [] as number[], flask: [] as number[] };
  for (let n = 0; n < LOGINS; n++) {
    times.login.push(await time(() => logIn(signet, user)));
    times.hash.push(await time(() => verify(passwordHash, user.password)));
    if (flask) times.flask.push(await time(() => flaskUser(flask)));
  }
  return {
    login: quantile(times.login, 0.5),
    hash: quantile(times.hash, 0.5),
    flask: flask && quantile(times.flask, 0.5),
  };
}
