import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test, type Server } from "../fixtures";
import { addPerson } from "../support/people";
import { post, recordOf, sealedSession, seconds, send, setCookies } from "../support/http";

const run = promisify(execFile);

const command = ["--conditions=react-server", "scripts/session.ts"];

async function session(server: Server, ...args: string[]): Promise<string> {
  const env = { ...process.env, SESSION_SECRET: server.secret, DATABASE_URL: server.databaseUrl };
  const { stdout, stderr } = await run("node_modules/.bin/tsx", [...command, ...args], { env }).catch(
    (failed: { stdout: string; stderr: string }) => failed,
  );
  return stdout + stderr;
}

test("whoever runs the site ends all sessions of a member, and sees them gone", async ({ server }) => {
  const { email, password } = await addPerson(server.databaseUrl, "Yves");
  const [cookie] = setCookies(await post(server, "/api/login", { email, password }, { "user-agent": "curl/8" }));
  const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
  expect(await session(server, "list", email)).toContain("2 logged in.");
  expect(await session(server, "revoke", email.toUpperCase())).toContain("2 sessions ended.");
  expect(await (await send(server, "/api/session", { headers })).json()).toMatchObject({ signedIn: false });
  expect(await session(server, "list", email)).toContain("0 logged in.");
  expect(await session(server, "revoke", "nobody@example.com")).toContain("Nobody has an account with the address");
});

test("whoever runs the site learns what a cookie holds, or exactly why it does not open", async ({ server }) => {
  const record = recordOf(await addPerson(server.databaseUrl, "Zita"));
  const cookie = await sealedSession(server, record);
  expect(JSON.parse(await session(server, "show", cookie))).toMatchObject({ opens: true, purpose: "who", data: record });
  const old = await sealedSession(server, record, { now: seconds() - 8000 });
  expect(await session(server, "show", old)).toContain("The session was not used for too long.");
  expect(await session(server, "show", cookie.slice(0, -9))).toContain("It is no seal, or not as it was made");
  const foreign = await sealedSession(server, record, { secret: "another secret that nobody here knows" });
  expect(await session(server, "show", foreign)).toContain("a secret that is not in SESSION_SECRET");
  expect(await session(server)).toContain("npm run session -- revoke");
});
