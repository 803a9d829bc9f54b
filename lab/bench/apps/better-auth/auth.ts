import { hash, verify } from "@node-rs/argon2";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { createClient } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import * as schema from "./schema";

const client = createClient({ url: process.env.DATABASE_URL ?? "file::memory:" });
export const ready = client.executeMultiple(schema.statements);

/** As https://www.better-auth.com/docs/installation, with Signet's password hash. */
export const auth = betterAuth({
  baseURL: process.env.NEXTAUTH_URL ?? "http://localhost:3000",
  secret: process.env.SESSION_SECRET,
  database: drizzleAdapter(drizzle(client), { provider: "sqlite", schema: schema.tables }),
  emailAndPassword: {
    enabled: true,
    password: {
      hash: (password) => hash(password, schema.COST),
      verify: ({ hash: stored, password }) => verify(stored, password),
    },
  },
  // Off in all apps: the benchmark logs in more often than a person.
  rateLimit: { enabled: false },
  session: { cookieCache: { enabled: process.env.COOKIE_CACHE === "true", maxAge: 300 } },
});
