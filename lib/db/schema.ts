import { integer, index, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** People who signed up. Times are seconds since 1970. */
export const users = sqliteTable("users", {
  id: text("id").primaryKey(),
  /** In lower case, so that one address is one account. */
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  passwordHash: text("password_hash").notNull(),
  createdAt: integer("created_at").notNull(),
  /** The wax that seals their name, as the session has it; null until they choose. */
  wax: text("wax"),
});

/** Sessions that may be used. Taking a row away ends every copy of its cookie at once. */
export const sessions = sqliteTable(
  "sessions",
  {
    /** SHA-256 of the id in the cookie: who reads this table can't log in with what it says. */
    idHash: text("id_hash").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(),
    /** Kept to within a few minutes: people look at it to tell their devices apart. */
    lastSeenAt: integer("last_seen_at").notNull(),
    userAgent: text("user_agent").notNull(),
    /** When the session ends in any case; rows past it are swept. */
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    index("sessions_user_id").on(table.userId),
    index("sessions_expires_at").on(table.expiresAt),
  ],
);

export type UserRow = typeof users.$inferSelect;

/** How often something was tried of late: wrong logins, sign-ups. lib/auth/attempts.ts has the limits. */
export const attempts = sqliteTable(
  "attempts",
  {
    /** What is limited, and a digest of for whom. */
    key: text("key").primaryKey(),
    points: integer("points").notNull(),
    /** When counting starts over; rows past it are swept. */
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("attempts_expires_at").on(table.expiresAt)],
);
