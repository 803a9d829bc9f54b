import { json, route } from "@/lib/http/api";
import { sql } from "drizzle-orm";
import { db } from "@/lib/db/client";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async () => {
    try {
      await (await db()).run(sql`select 1 from sessions limit 1`);
      return json({ status: "ok", database: "ok" });
    } catch {
      return json({ status: "degraded", database: "down" }, { status: 503 });
    }
  },
});
