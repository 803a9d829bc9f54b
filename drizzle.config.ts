import { defineConfig } from "drizzle-kit";

/** `npm run db:generate` after a change to the schema. A folder with its own tables has its own configuration. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./lib/db/schema.ts",
  out: "./lib/db/migrations",
});
