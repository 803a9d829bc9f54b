import { integer, index, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Users. Times are seconds since 1970. */
export const users = sqliteTable("users", {
  id: text("id").primaryKey(),
  /** In lower case, so that one address is one account. */
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  passwordHash: text("password_hash").notNull(),
  createdAt: integer("created_at").notNull(),
  /** The accent colour, copied into the session at login. Null until the user chooses one. */
  accent: text("accent"),
  /** When the user proved that the address is theirs. Null: not yet. */
  emailVerifiedAt: integer("email_verified_at"),
  /** Counts up when the user logs out a device. Mailed links made before no longer count: that device may have asked for them. */
  linkVersion: integer("link_version").notNull().default(0),
});

export type UserRow = typeof users.$inferSelect;

/** Valid sessions. Deleting a row revokes every copy of its cookie. */
export const sessions = sqliteTable(
  "sessions",
  {
    /** SHA-256 of the id in the cookie, so this table's contents can't be used to log in. */
    idHash: text("id_hash").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(),
    /** Exact to a few minutes, for the list of devices. */
    lastSeenAt: integer("last_seen_at").notNull(),
    userAgent: text("user_agent").notNull(),
    /** The absolute timeout. Later rows are deleted at the next login. */
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    index("sessions_user_id").on(table.userId),
    index("sessions_expires_at").on(table.expiresAt),
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
