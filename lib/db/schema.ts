import { integer, index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Users. Times are seconds since 1970. */
export const users = sqliteTable("users", {
  id: text("id").primaryKey(),
  /** In lower case, so that one address is one account. */
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  /** Null: the user logs in with a provider or a passkey only. */
  passwordHash: text("password_hash"),
  createdAt: integer("created_at").notNull(),
  /** The accent colour, copied into the session at login. Null until the user chooses one. */
  accent: text("accent"),
  /** When the user proved that the address is theirs. Null: not yet. */
  emailVerifiedAt: integer("email_verified_at"),
  /**
   * The address was confirmed by a user who was logged in to this account. Without it, whoever reads the mails may not be
   * who set the password: a stranger can sign up with any address.
   */
  emailVerifiedInSession: integer("email_verified_in_session", { mode: "boolean" })
    .notNull()
    .default(false),
  /** Counts requests to change the address. Only the newest link counts: an earlier one may have gone to a mistyped address. */
  linkVersion: integer("link_version").notNull().default(0),
  /** A login was unlinked or dropped by a reset: no login at a provider joins the account by its address any more. */
  linksByHand: integer("links_by_hand", { mode: "boolean" }).notNull().default(false),
  /** The user does not want to be asked again to add a passkey. */
  hidesPasskeyOffer: integer("hides_passkey_offer", { mode: "boolean" }).notNull().default(false),
});

export type UserRow = typeof users.$inferSelect;

const userId = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** Valid sessions. Deleting a row revokes every copy of its cookie. */
// createSession() inserts by the order of the columns.
export const sessions = sqliteTable(
  "sessions",
  {
    /** SHA-256 of the id in the cookie, so this table's contents can't be used to log in. */
    idHash: text("id_hash").primaryKey(),
    userId: userId(),
    createdAt: integer("created_at").notNull(),
    /** Exact to a few minutes, for the list of devices. */
    lastSeenAt: integer("last_seen_at").notNull(),
    userAgent: text("user_agent").notNull(),
    /** The absolute timeout. Later rows are deleted at the next login. */
    expiresAt: integer("expires_at").notNull(),
    /** When the browser was asked to register a key for this session: once. */
    deviceOfferedAt: integer("device_offered_at"),
    /** The public key of the device, `x.y`. Null: the browser registered none. */
    deviceKey: text("device_key"),
    /** How often the device has proved that it has the key. Above 0, the session needs the device. */
    deviceProofs: integer("device_proofs"),
  },
  (table) => [
    index("sessions_user_id").on(table.userId),
    index("sessions_device_key").on(table.deviceKey),
    index("sessions_expires_at").on(table.expiresAt),
  ],
);

/** Passkeys (WebAuthn credentials). Times are seconds since 1970. */
// addPasskey() inserts by the order of the columns.
export const passkeys = sqliteTable(
  "passkeys",
  {
    /** The credential id, base64url. */
    id: text("id").primaryKey(),
    userId: userId(),
    /** COSE, base64url. */
    publicKey: text("public_key").notNull(),
    /** Uses so far, as the authenticator counts them. Many always say 0. */
    counter: integer("counter").notNull(),
    name: text("name").notNull(),
    createdAt: integer("created_at").notNull(),
    lastUsedAt: integer("last_used_at"),
  },
  (table) => [index("passkeys_user_id").on(table.userId)],
);

/** Logins at other providers that open an account here. */
// linkLogin() inserts by the order of the columns.
export const linkedLogins = sqliteTable(
  "linked_logins",
  {
    provider: text("provider").notNull(),
    /** The provider's id of the user. It never changes, unlike an address. */
    subject: text("subject").notNull(),
    userId: userId(),
    /** The address or name at the provider, for the list. */
    label: text("label").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.subject] }),
    index("linked_logins_user_id").on(table.userId),
  ],
);

/** Counters of lib/auth/rate-limit.ts. */
export const attempts = sqliteTable(
  "attempts",
  {
    /** The name of the limit and a digest of what it is counted for, such as an address. */
    key: text("key").primaryKey(),
    points: integer("points").notNull(),
    /** When counting restarts. After that, the row may be deleted. */
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("attempts_expires_at").on(table.expiresAt)],
);
