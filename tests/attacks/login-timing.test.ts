import { hashPassword } from "@/lib/auth/password";
import { expect, test } from "../fixtures";
import { openDatabase } from "../support/database";
import { login, randomAddress, unknownEmail } from "../support/login-attempts";
import { addUser } from "../support/users";

test("a login to an unknown account takes as long as one to a known account", async ({
  server,
}) => {
  const { id, email } = await addUser(server.databaseUrl, "Known");
  const database = await openDatabase(server.databaseUrl);
  const args = [await hashPassword("a password with the cost of production"), id];
  await database.execute({ sql: "update users set password_hash = ? where id = ?", args });
  database.close();
  const milliseconds = async (account: string): Promise<number> => {
    const start = performance.now();
    expect((await login(server, { email: account, from: randomAddress() })).status).toBe(401);
    return performance.now() - start;
  };
  await milliseconds(unknownEmail());
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < 8; pair++) {
    known.push(await milliseconds(email));
    unknown.push(await milliseconds(unknownEmail()));
  }
  // Without a hash, a response takes a tenth of the time.
  expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
  expect(Math.min(...known)).toBeGreaterThan(Math.min(...unknown) / 2);
});
