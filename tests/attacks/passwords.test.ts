import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, login, newAddress, nobody, test } from "../support/behind-a-proxy";
import { openDatabase } from "../support/database";
import { post } from "../support/http";

const COMMON = "This password is among the first that anyone would try.";

const common = [
  "password",
  "12345678",
  "qwertyuiop",
  "iloveyou",
  "trustno1",
  "PASSWORD1",
  "Sunshine",
  "football",
  "11111111",
];

/** Passwords and whether they are long enough: an emoji is one character, however many units it has. */
const lengths: readonly (readonly [what: string, password: string, fits: boolean])[] = [
  ["7 letters", "kzpwxvq", false],
  ["8 letters", "kzpwxvqj", true],
  ["7 emoji", "🦉".repeat(7), false],
  ["8 emoji", "🦉🐢🦊🐝🐌🦔🐬🦩", true],
  ["128 emoji", "🦉".repeat(128), true],
  ["129 letters", "k".repeat(129), false],
  ["blanks around two letters", "   ab   ", true],
  ["8 blanks", " ".repeat(8), true],
  ["letters of another script", "зимовий вечір", true],
  ["no digit, no capital, no sign", "onlylettershere", true],
  ["control characters", "a\tb\u0000c\nd\re", true],
];

test("a password that everybody tries first is nobody's, in capitals or not", async ({
  server,
}) => {
  for (const password of common) {
    const headers = { "x-forwarded-for": newAddress() };
    const response = await post(
      server,
      "/api/signup",
      { name: "A", email: nobody(), password },
      headers,
    );
    expect([response.status, (await response.json()).error.fields], password).toEqual([
      422,
      { password: COMMON },
    ]);
  }
});

for (const [what, password, fits] of lengths) {
  test(`a password of ${what} is ${fits ? "taken, to the letter" : "refused"}`, async ({
    server,
  }) => {
    const email = nobody();
    const from = newAddress();
    const response = await post(
      server,
      "/api/signup",
      { name: "A", email, password },
      { "x-forwarded-for": from },
    );
    expect(response.status).toBe(fits ? 201 : 422);
    if (!fits) return;
    expect((await login(server, { email, password, from })).status).toBe(200);
    for (const other of [
      `${password} `,
      ` ${password}`,
      password.slice(0, -1) || "x",
      password.trim().toUpperCase(),
    ]) {
      if (other !== password)
        expect((await login(server, { email, password: other || "x", from })).status, other).toBe(
          401,
        );
    }
  });
}

test("what the database has of a password is an argon2id hash that is dear to try out, a different one each time", async ({
  server,
}) => {
  const headers = { "x-forwarded-for": newAddress() };
  const emails = [nobody(), nobody()];
  for (const email of emails)
    await post(server, "/api/signup", { name: "A", email, password: "the same for both" }, headers);
  const database = await openDatabase(server.databaseUrl);
  const { rows } = await database.execute({
    sql: "select password_hash from users where email in (?, ?)",
    args: emails,
  });
  database.close();
  const hashes = rows.map(({ password_hash }) => String(password_hash));
  expect(hashes).toEqual(
    emails.map(() => expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)),
  );
  expect(new Set(hashes).size).toBe(2);
});

for (const [path, autocomplete] of [
  ["/login", "current-password"],
  ["/signup", "new-password"],
] as const) {
  test(`people paste into the password of ${path}, and their password manager knows what to do`, async ({
    page,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(path);
    const field = page.getByLabel("Password");
    await expect(field).toHaveAttribute("autocomplete", autocomplete);
    await expect(field).toHaveAttribute("type", "password");
    await expect(field).not.toHaveAttribute("maxlength");
    await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username");
    const pasted = `${"a long one from a manager ".repeat(4)} `;
    await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
    await field.focus();
    await page.keyboard.press("Control+V");
    await expect(field).toHaveValue(pasted);
  });
}

test("a person who signs up with a common password reads why it won't do", async ({ page }) => {
  await page.goto("/signup");
  await page.getByLabel("Name").fill("Tom");
  await page.getByLabel("Email").fill(nobody());
  await page.getByLabel("Password").fill("Password123");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(COMMON);
});

/** The built files under a folder that hold this text. */
const filesWith = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|html|rsc)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, "utf8").includes(text));

test("the list of common passwords reaches no browser and not the edge", () => {
  expect(filesWith(".next/server", "trustno1").length).toBeGreaterThan(0);
  expect(filesWith(".next/static", "trustno1")).toEqual([]);
  expect(
    filesWith(".next/server", "trustno1").filter((path) => /edge|middleware/.test(path)),
  ).toEqual([]);
});
