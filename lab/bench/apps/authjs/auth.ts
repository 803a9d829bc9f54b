import { hash, verify } from "@node-rs/argon2";
import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const stored = hash("a password for the bench", COST);

/** As https://next-auth.js.org/configuration/initialization, with sessions in a JWT and Signet's password hash. */
export const authOptions: AuthOptions = {
  secret: process.env.SESSION_SECRET,
  session: { strategy: "jwt" },
  pages: { signIn: "/login" },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      authorize: async (credentials) =>
        (await verify(await stored, credentials?.password ?? ""))
          ? { id: "1", name: "Ada", email: credentials?.email }
          : null,
    }),
  ],
};
