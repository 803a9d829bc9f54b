import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The cost of Signet's password hash. */
export const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const time = (name: string) => integer(name, { mode: "timestamp" });
const times = { createdAt: time("created_at").notNull(), updatedAt: time("updated_at").notNull() };

/** As `npx @better-auth/cli generate` writes them. */
export const tables = {
  user: sqliteTable("user", {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    email: text("email").notNull().unique(),
    emailVerified: integer("email_verified", { mode: "boolean" }).notNull(),
    image: text("image"),
    ...times,
  }),
  session: sqliteTable("session", {
    id: text("id").primaryKey(),
    expiresAt: time("expires_at").notNull(),
    token: text("token").notNull().unique(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    userId: text("user_id").notNull(),
    ...times,
  }),
  account: sqliteTable("account", {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: time("access_token_expires_at"),
    refreshTokenExpiresAt: time("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    ...times,
  }),
  verification: sqliteTable("verification", {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: time("expires_at").notNull(),
    ...times,
  }),
};

/** The same tables, with the indexes that its documentation recommends. */
export const statements = `
  create table if not exists user (id text primary key, name text not null, email text not null unique,
    email_verified integer not null, image text, created_at integer not null, updated_at integer not null);
  create table if not exists session (id text primary key, expires_at integer not null, token text not null unique,
    ip_address text, user_agent text, user_id text not null, created_at integer not null, updated_at integer not null);
  create table if not exists account (id text primary key, account_id text not null, provider_id text not null,
    user_id text not null, access_token text, refresh_token text, id_token text, access_token_expires_at integer,
    refresh_token_expires_at integer, scope text, password text, created_at integer not null, updated_at integer not null);
  create table if not exists verification (id text primary key, identifier text not null, value text not null,
    expires_at integer not null, created_at integer not null, updated_at integer not null);
  create index if not exists session_user on session (user_id);
  create index if not exists account_user on account (user_id);`;
