import type { Page } from "@playwright/test";
import { startGitHubServer, type GitHubServer } from "./github-server";
import { test as base } from "./mail-server";
import { startOidcServer, type OidcServer } from "./oidc-server";
import { freePort } from "./port";
import { startServer, type Server } from "./server";

type Providers = { port: number; oidc: OidcServer; github: GitHubServer; server: Server };

/** Tests with a server that has two providers, sends mail, and trusts one proxy. */
export const test = base.extend<object, Providers>({
  port: [async ({}, use) => use(await freePort()), { scope: "worker" }],
  oidc: [
    async ({ port }, use) => {
      const oidc = await startOidcServer(`http://localhost:${port}`);
      await use(oidc);
      await oidc.stop();
    },
    { scope: "worker" },
  ],
  github: [
    async ({}, use) => {
      const github = await startGitHubServer();
      await use(github);
      await github.stop();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ port, oidc, github, mailServer }, use) => {
      const mail = mailServer.env(`http://localhost:${port}`);
      const env = { ...oidc.env, ...github.env, ...mail, TRUSTED_PROXIES: "1" };
      const server = await startServer({ port, env });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  context: async ({ context, github, oidc }, use) => {
    await github.openIn(context);
    await use(context);
    oidc.forge();
    oidc.intercept();
  },
});

/** Allows or denies the login on the page of a provider. */
export const answerProvider = (page: Page, answer: "Allow" | "Deny"): Promise<void> =>
  page
    .getByRole("button", { name: answer })
    .or(page.getByRole("link", { name: answer }))
    .click();

/** Logs in with the provider of this name, from the login page. */
export async function logInWith(page: Page, name: string, path = "/login"): Promise<void> {
  await page.goto(path);
  await page.getByRole("link", { name: `Continue with ${name}` }).click();
  await answerProvider(page, "Allow");
}
