import { join } from "node:path";
import { startSqld } from "./sqld";

/** A database for one server. `url` opens it for a test, `env` is what the server is told. */
export type TestDatabase = Readonly<{ url: string; env: Record<string, string>; stop: () => Promise<void> }>;

/** A file in `folder`; with `TEST_DATABASE=sqld`, a libSQL server and the replica that the server under test speaks to. */
export async function startDatabase(folder: string): Promise<TestDatabase> {
  if (process.env.TEST_DATABASE !== "sqld") {
    const url = `file:${join(folder, "test.db")}`;
    return { url, env: { DATABASE_URL: url }, stop: async () => {} };
  }
  const primary = await startSqld({ folder: join(folder, "primary") });
  const replica = await startSqld({ folder: join(folder, "replica"), primary });
  return {
    url: `${replica.url}?authToken=${replica.token}`,
    env: { DATABASE_URL: replica.url, DATABASE_AUTH_TOKEN: replica.token },
    stop: async () => {
      await replica.stop();
      await primary.stop();
    },
  };
}
