import { defineConfig } from "drizzle-kit";

/** `npm run db:generate -- --config drizzle.shop.config.ts` after a change to the shop's schema. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./lib/shop/schema.ts",
  out: "./lib/shop/migrations",
});
