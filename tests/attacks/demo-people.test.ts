import { expect, test } from "../fixtures";
import { post } from "../support/http";

test("the demo people, whose passwords are in the README, have no account in production", async ({ server }) => {
  for (const name of ["ada", "grace"]) {
    const login = await post(server, "/api/login", { email: `${name}@example.com`, password: `correct horse ${name}` });
    expect(login.status).toBe(401);
  }
});
