import {
  createSign,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  type KeyObject,
} from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Provider } from "oidc-provider";
import { freePort } from "./port";

/** What the provider says about a user. */
export type Account = Readonly<{ email?: unknown; email_verified?: unknown; name?: unknown }>;
type Claims = Record<string, unknown>;

/** A real OpenID provider on the loopback interface. Its login page has the buttons “Allow” and “Deny”. */
export type OidcServer = Readonly<{
  env: Record<string, string>;
  issuer: string;
  /** The next login is of this user. Returns the subject. */
  logInAs: (account: Account, subject?: string) => string;
  /** Changes the claims of every ID token until the next call. */
  forge: (change?: (claims: Claims) => Claims, key?: KeyObject) => void;
  /** Answers these paths with `answer`, or not at all. */
  intercept: (path?: RegExp, answer?: (response: ServerResponse) => void) => void;
  /** Whether a login stops at a page with a link to the callback. */
  hold: (isHeld: boolean) => void;
  stop: () => Promise<void>;
}>;

const base64url = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString("base64url");

/** Another key than the provider's. */
export const strangersKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

export async function startOidcServer(appOrigin: string): Promise<OidcServer> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const client = { id: "signet", secret: randomBytes(16).toString("hex") };
  const accounts = new Map<string, Account>();
  let current = "";
  let isHeld = false;
  let forge: ((token: string) => string) | undefined;
  let intercepted: { path: RegExp; answer?: (response: ServerResponse) => void } | undefined;

  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${appOrigin}/api/oauth/oidc/callback`],
      },
    ],
    jwks: {
      keys: [
        { ...privateKey.export({ format: "jwk" }), kid: "key", use: "sig", alg: "RS256" },
      ] as never,
    },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: [randomUUID()] },
    features: { devInteractions: { enabled: false } },
    // Otherwise it prints that each is a default.
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60 },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, ...(accounts.get(sub) as object) }),
    }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: async ({ oidc }) => {
      const accountId = oidc.session?.accountId;
      const grant = new provider.Grant({ accountId, clientId: client.id });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const target = String(context.response.get("location"));
    if (isHeld && target.includes("/callback?")) {
      context.status = 200;
      context.remove("location");
      context.type = "html";
      context.body = `<a href="${target.replaceAll("&", "&amp;")}">Back to the site</a>`;
    }
    const body = context.body as { id_token?: string } | undefined;
    if (body?.id_token && forge) body.id_token = forge(body.id_token);
  });
  const answer = provider.callback();

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "GET") {
      response.setHeader("content-type", "text/html");
      response.end(
        '<form method="post"><button>Allow</button><button name="deny">Deny</button></form>',
      );
      return;
    }
    let body = "";
    for await (const chunk of request) body += chunk;
    const isDenied = body.includes("deny");
    const result = isDenied ? { error: "access_denied" } : { login: { accountId: current } };
    await provider.interactionFinished(request, response, result);
  }

  const server = createServer((request, response) => {
    const path = request.url ?? "";
    // Asks again at every login.
    if (path.startsWith("/auth?")) delete request.headers.cookie;
    if (intercepted?.path.test(path)) intercepted.answer?.(response);
    else if (path.startsWith("/interaction/")) void interact(request, response);
    else void answer(request, response);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    issuer,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_NAME: "Test ID",
    },
    logInAs: (account, subject = randomUUID()) => {
      accounts.set(subject, account);
      return (current = subject);
    },
    forge: (change, key = privateKey) => {
      forge = change && ((token) => signAgain(token, change, key));
    },
    intercept: (path, intercept) => {
      intercepted = path && { path, answer: intercept };
    },
    hold: (isNowHeld) => {
      isHeld = isNowHeld;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function signAgain(token: string, change: (claims: Claims) => Claims, key: KeyObject): string {
  const [header = "", payload = ""] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Claims;
  const content = `${header}.${base64url(change(claims))}`;
  return `${content}.${createSign("RSA-SHA256").update(content).sign(key, "base64url")}`;
}
