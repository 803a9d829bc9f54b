import { defineConfig } from "drizzle-kit";

/** The tables everything rests on. The shop has its own, in drizzle.shop.config.ts. */
export default defineConfig({ dialect: "sqlite", schema: "./lib/db/schema.ts", out: "./lib/db/migrations" });
