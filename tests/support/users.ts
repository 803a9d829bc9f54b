import { createHash, randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { drizzle } from "drizzle-orm/libsql";
import { sessions, users } from "@/lib/db/schema";
import { openDatabase } from "./database";

export type Person = Readonly<{
  id: string;
  name: string;
  email: string;
  password: string;
  sessionId: string;
}>;

const random = (bytes: number): string => randomBytes(bytes).toString("base64url");

/** A member who is in the server's database, with one session that may be used. */
export async function addPerson(databaseUrl: string, name: string): Promise<Person> {
  const client = await openDatabase(databaseUrl);
  const database = drizzle(client);
  const password = `the password of ${name}`;
  const person = {
    id: random(16),
    name,
    email: `${random(6)}@example.com`.toLowerCase(),
    password,
    sessionId: random(18),
  };
  const now = Math.floor(Date.now() / 1000);
  const passwordHash = await hash(password, { memoryCost: 1024, timeCost: 1 });
  const idHash = createHash("sha256").update(person.sessionId).digest("base64url");
  const row = {
    idHash,
    userId: person.id,
    createdAt: now,
    lastSeenAt: now,
    userAgent: "",
    expiresAt: now + 86_400,
  };
  await database.batch([
    database
      .insert(users)
      .values({ id: person.id, name, email: person.email, passwordHash, createdAt: now }),
    database.insert(sessions).values(row),
  ]);
  client.close();
  return person;
}
