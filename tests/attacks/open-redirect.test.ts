import { expect, test } from "../fixtures";
import { send } from "../support/http";
import { submitLogin } from "../support/steps";
import { addUser } from "../support/users";

// tests/unit/routes.test.ts has more spellings.
const elsewhere = [
  ..."//evil.example /\\evil.example https://evil.example/account javascript:alert(1)".split(" "),
  ..."/%2f%2fevil.example /%5cevil.example @evil.example account /logout /%6cogout".split(" "),
  ..."/login?next=/login /api/logout data:text/html,x \\\\evil.example".split(" "),
  ...["/\t/evil.example", "/\r\nSet-Cookie: x=1", "/account\u0000", " /account"],
  `/${"x".repeat(3000)}`,
];

test("next= leads to a page of this site, however it is written", async ({ server }) => {
  for (const next of elsewhere) {
    const response = await send(server, `/login?next=${encodeURIComponent(next)}`);
    const target = /name="next" value="([^"]*)"/.exec(await response.text())?.[1];
    expect([response.status, response.headers.get("set-cookie")], next).toEqual([200, null]);
    expect(target, next).toMatch(/^\/(account[^/]*|%0D%0ASet-Cookie:%20x=1|Set-Cookie:%20x=1)?$/);
  }
});

test("logging in with a foreign next= leads to the home page", async ({ page, server }) => {
  await page.goto(`/login?next=${encodeURIComponent("//evil.example/account")}`);
  await submitLogin(page, await addUser(server.databaseUrl, "Lured"));
  await expect(page).toHaveURL("/");
});
