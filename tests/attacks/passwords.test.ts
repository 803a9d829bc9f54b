import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Server } from "../fixtures";
import { openHydrated } from "../support/console-errors";
import { openDatabase } from "../support/database";
import { post } from "../support/http";
import { login, randomAddress, unknownEmail } from "../support/login-attempts";
import { expectFieldError, submitSignup } from "../support/steps";

const signUp = (server: Server, password: string, email = unknownEmail()): Promise<Response> => {
  const headers = { "x-forwarded-for": randomAddress() };
  return post(server, "/api/signup", { name: "A", email, password }, headers);
};

const common = ["password", "12345678", "iloveyou", "trustno1", "PASSWORD1", "11111111"];

test("common passwords are refused in lower and upper case", async ({ server, page }) => {
  for (const password of common) {
    const response = await signUp(server, password);
    const { error } = await response.json();
    expect([response.status, Object.keys(error.fields)], password).toEqual([422, ["password"]]);
  }
  await page.goto("/signup");
  await submitSignup(page, { name: "Tom", email: unknownEmail(), password: "Password123" });
  await expectFieldError(page.getByLabel("Password"));
});

/** An emoji is one character, however many code units it has. */
const accepted: Record<string, string> = {
  "8 letters": "kzpwxvqj",
  "8 emoji": "🦉🐢🦊🐝🐌🦔🐬🦩",
  "128 emoji": "🦉".repeat(128),
  "spaces around two letters": "   ab   ",
  "8 spaces": " ".repeat(8),
  "letters of another script": "зимовий вечір",
  "control characters": "a\tb\u0000c\nd\re",
};

test("a password of any 8 to 128 characters is accepted and compared exactly", async ({
  server,
}) => {
  for (const [what, password] of Object.entries(accepted)) {
    const email = unknownEmail();
    const from = randomAddress();
    expect((await signUp(server, password, email)).status, what).toBe(201);
    expect((await login(server, { email, password, from })).status, what).toBe(200);
    const similar = [`${password} `, ` ${password}`, password.slice(0, -1)];
    for (const other of [...similar, password.trim().toUpperCase()])
      if (other && other !== password)
        expect((await login(server, { email, password: other, from })).status, other).toBe(401);
  }
});

test("passwords of fewer than 8 or more than 128 characters are refused", async ({ server }) => {
  for (const password of ["kzpwxvq", "🦉".repeat(7), "k".repeat(129)])
    expect((await signUp(server, password)).status).toBe(422);
});

test("the database holds an argon2id hash, another one each time", async ({ server }) => {
  const emails = [unknownEmail(), unknownEmail()];
  for (const email of emails) await signUp(server, "the same for both", email);
  const database = await openDatabase(server.databaseUrl);
  const sql = "select password_hash from users where email in (?, ?)";
  const { rows } = await database.execute({ sql, args: emails });
  database.close();
  const hashes = rows.map(({ password_hash }) => String(password_hash));
  for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(new Set(hashes).size).toBe(2);
});

for (const [path, autocomplete] of [
  ["/login", "current-password"],
  ["/signup", "new-password"],
] as const) {
  test(`the password field of ${path} allows pasting and password managers`, async ({
    page,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openHydrated(page, path);
    const field = page.getByLabel("Password");
    await expect(field).toHaveAttribute("autocomplete", autocomplete);
    await expect(field).toHaveAttribute("type", "password");
    await expect(field).not.toHaveAttribute("maxlength");
    await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", /^username/);
    const pasted = `${"a long one from a manager ".repeat(4)} `;
    await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
    await field.focus();
    await page.keyboard.press("Control+V");
    await expect(field).toHaveValue(pasted);
  });
}

/** The built files in a folder that contain this text. */
const filesWith = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|html|rsc)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, "utf8").includes(text));

test("the list of common passwords is in the server's code only", () => {
  const server = filesWith(".next/server", "trustno1");
  expect(server).not.toEqual([]);
  expect(server.filter((path) => /edge|middleware/.test(path))).toEqual([]);
  expect(filesWith(".next/static", "trustno1")).toEqual([]);
});
