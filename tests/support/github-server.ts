import { createHash, randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { pathToFileURL } from "node:url";
import type { BrowserContext } from "@playwright/test";
import { freePort } from "./port";

export type GitHubAccount = Readonly<{
  login: string;
  name?: string | null;
  emails: readonly Readonly<{ email: string; primary: boolean; verified: boolean }>[];
}>;

/** A server that answers like GitHub, as its documentation describes. */
export type GitHubServer = Readonly<{
  /** For a server whose requests to GitHub come here. */
  env: Record<string, string>;
  /** The next login is of this user. */
  logInAs: (account: GitHubAccount) => void;
  /** Shows a page of GitHub with the links “Allow” and “Deny” in this browser. */
  openIn: (context: BrowserContext) => Promise<void>;
  stop: () => Promise<void>;
}>;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

export async function startGitHubServer(): Promise<GitHubServer> {
  const port = await freePort();
  const secret = randomUUID();
  const codes = new Map<string, { challenge: string; id: number }>();
  const tokens = new Map<string, number>();
  const accounts = new Map<number, GitHubAccount>();
  let current = 0;

  function redeem(form: URLSearchParams): object {
    const code = form.get("code") ?? "";
    const issued = codes.get(code);
    codes.delete(code);
    const isValid =
      issued?.challenge === sha256(form.get("code_verifier") ?? "") &&
      form.get("client_id") === "github-client" &&
      form.get("client_secret") === secret;
    // GitHub answers errors with 200.
    if (!issued || !isValid) return { error: "bad_verification_code" };
    const token = `gho_${randomUUID()}`;
    tokens.set(token, issued.id);
    return { access_token: token, token_type: "bearer", scope: "read:user,user:email" };
  }

  async function answer(request: IncomingMessage): Promise<[status: number, body: object]> {
    if (request.url === "/login/oauth/access_token") {
      let body = "";
      for await (const chunk of request) body += chunk;
      return [200, redeem(new URLSearchParams(body))];
    }
    const id = tokens.get(request.headers.authorization?.replace(/^bearer /i, "") ?? "");
    const account = accounts.get(id ?? 0);
    if (!account) return [401, { message: "Bad credentials" }];
    if (request.url === "/user")
      return [200, { id, login: account.login, name: account.name ?? null }];
    if (request.url === "/user/emails") return [200, account.emails];
    return [404, { message: "Not Found" }];
  }

  const server = createServer(async (request, response) => {
    const [status, body] = await answer(request);
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(body));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  function page(url: URL): string {
    const callback = (parameters: Record<string, string>): string => {
      const target = new URL(url.searchParams.get("redirect_uri") ?? "");
      target.search = String(
        new URLSearchParams({ ...parameters, state: url.searchParams.get("state") ?? "" }),
      );
      return target.href.replaceAll("&", "&amp;");
    };
    const code = randomUUID();
    codes.set(code, { challenge: url.searchParams.get("code_challenge") ?? "", id: current });
    return `<a href="${callback({ code })}">Allow</a> <a href="${callback({ error: "access_denied" })}">Deny</a>`;
  }

  return {
    env: {
      GITHUB_CLIENT_ID: "github-client",
      GITHUB_CLIENT_SECRET: secret,
      GITHUB_SERVER: `http://127.0.0.1:${port}`,
      NODE_OPTIONS: `--import=${pathToFileURL("tests/support/github-fetch.js").href}`,
    },
    logInAs: (account) => {
      current = randomInt(1, 2 ** 31);
      accounts.set(current, account);
    },
    openIn: async (context) => {
      await context.route("https://github.com/login/oauth/authorize*", (route) =>
        route.fulfill({ contentType: "text/html", body: page(new URL(route.request().url())) }),
      );
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
