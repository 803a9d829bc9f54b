import { expect, test } from "../fixtures";
import { addPerson } from "../support/users";
import { send } from "../support/http";

const elsewhere = [
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https://evil.example/account",
  "javascript:alert(1)",
  "data:text/html,x",
  "/%2f%2fevil.example",
  "/%5cevil.example",
  "/\t/evil.example",
  "/\r\nSet-Cookie: x=1",
  "/account\u0000",
  " /account",
  "account",
  "/logout",
  "/%6cogout",
  "/login?next=/login",
  "/api/logout",
  "@evil.example",
  `/${"x".repeat(3000)}`,
];

test("a link to the login page leads nowhere but to our own pages, however it is written", async ({
  server,
}) => {
  for (const next of elsewhere) {
    const response = await send(server, `/login?next=${encodeURIComponent(next)}`);
    const target = /name="next" value="([^"]*)"/.exec(await response.text())?.[1];
    expect([response.status, response.headers.get("set-cookie")], next).toEqual([200, null]);
    expect(target, next).toMatch(/^\/(account[^/]*|%0D%0ASet-Cookie:%20x=1|Set-Cookie:%20x=1)?$/);
  }
});

test("somebody who follows such a link and logs in stays here", async ({
  page,
  server,
  baseURL,
}) => {
  const { name, email, password } = await addPerson(server.databaseUrl, "Lured");
  await page.goto(`/login?next=${encodeURIComponent("//evil.example/account")}`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText(`Hello, ${name}!`)).toBeVisible();
  expect(page.url()).toBe(`${baseURL}/`);
});
