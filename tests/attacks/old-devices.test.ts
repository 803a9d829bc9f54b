import { expect, test } from "../fixtures";
import { openDatabase } from "../support/database";
import {
  countValues,
  deviceCookie,
  login,
  randomAddress,
  repeatLogin,
} from "../support/login-attempts";
import { addUser } from "../support/users";

test("devices that knew the old password have no guesses of their own at the new one", async ({
  server,
}) => {
  const user = await addUser(server.databaseUrl, "Ivy");
  const other = await addUser(server.databaseUrl, "Someone else");
  const from = randomAddress();
  const devices: string[] = [];
  for (let device = 0; device < 3; device++) {
    devices.push(deviceCookie(await login(server, { ...user, from })));
  }
  // As a change or a reset of the password does it.
  const database = await openDatabase(server.databaseUrl);
  await database.execute({
    sql: "update users set password_hash = (select password_hash from users where id = ?) where id = ?",
    args: [other.id, user.id],
  });
  await database.execute({ sql: "delete from sessions where user_id = ?", args: [user.id] });
  database.close();
  const guesses: number[] = [];
  for (const cookie of devices) {
    guesses.push(...(await repeatLogin(server, 10, () => ({ email: user.email, from, cookie }))));
  }
  expect(countValues(guesses)).toEqual({ 401: 10, 429: 20 });
});
