import { randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { drizzle } from "drizzle-orm/libsql";
import { sessionDigest } from "@/lib/auth/sessions";
import { sessions, users } from "@/lib/db/schema";
import { nowInSeconds } from "@/lib/duration";
import { openDatabase } from "./database";

export type TestUser = Readonly<{
  id: string;
  name: string;
  email: string;
  password: string;
  sessionId: string;
}>;

const random = (bytes: number): string => randomBytes(bytes).toString("base64url");

/** Inserts a user with one session that is not revoked. */
export async function addUser(databaseUrl: string, name: string): Promise<TestUser> {
  const client = await openDatabase(databaseUrl);
  const database = drizzle(client);
  const [id, sessionId, password] = [random(16), random(18), `the password of ${name}`];
  const user = { id, name, email: `${random(6)}@example.com`.toLowerCase() };
  // Cheaper than production's hashes.
  const passwordHash = await hash(password, { memoryCost: 1024, timeCost: 1 });
  const createdAt = nowInSeconds();
  const session = { idHash: sessionDigest(sessionId), userId: id, userAgent: "", createdAt };
  await database.batch([
    database.insert(users).values({ ...user, passwordHash, createdAt }),
    database
      .insert(sessions)
      .values({ ...session, lastSeenAt: createdAt, expiresAt: createdAt + 86_400 }),
  ]);
  client.close();
  return { ...user, password, sessionId };
}
