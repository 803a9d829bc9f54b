import { defineConfig } from "drizzle-kit";

/** The tables everything rests on. A room with tables of its own has a configuration beside this one. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./lib/db/schema.ts",
  out: "./lib/db/migrations",
});
