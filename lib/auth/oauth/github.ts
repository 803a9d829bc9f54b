import "server-only";
import * as openid from "openid-client";
import * as z from "zod";
import { TIMEOUT, type Provider } from "./provider";

const user = z.object({ id: z.number(), login: z.string(), name: z.string().nullish() });
const emails = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** GitHub speaks OAuth 2.0 without ID tokens: its API says who logged in. */
export const gitHubProvider = (clientId: string, secret: string): Provider => ({
  id: "github",
  name: "GitHub",
  scope: "read:user user:email",
  isOpenId: false,
  configure: async () => {
    const server = {
      issuer: "https://github.com/login/oauth",
      authorization_endpoint: "https://github.com/login/oauth/authorize",
      token_endpoint: "https://github.com/login/oauth/access_token",
    };
    const auth = openid.ClientSecretPost(secret);
    const config = new openid.Configuration(server, clientId, undefined, auth);
    config.timeout = TIMEOUT;
    return config;
  },
  readClaims: async (config, { access_token: token }) => {
    const read = async (path: string): Promise<unknown> => {
      const url = new URL(path, "https://api.github.com");
      const headers = new Headers({ Accept: "application/vnd.github+json" });
      return (await openid.fetchProtectedResource(config, token, url, "GET", null, headers)).json();
    };
    const [profile, addresses] = await Promise.all([read("/user"), read("/user/emails")]);
    const { id, login, name } = user.parse(profile);
    const address = emails.parse(addresses).find(({ primary }) => primary);
    return {
      subject: String(id),
      email: address?.email,
      isEmailVerified: address?.verified,
      name: name ?? login,
      label: login,
    };
  },
});
