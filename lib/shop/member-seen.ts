import "server-only";
import { and, desc, eq, inArray, notInArray, sql } from "drizzle-orm";
import { db } from "../db/client";
import { nowInSeconds } from "../session/sealed-cookie";
import { SEEN_KEPT, type Seen } from "./recently-viewed";
import { seenProducts } from "./schema";

const { userId, productId, seenAt } = seenProducts;

/** The second in which something was seen is no order; that in which the rows were written is. */
const lastFirst = [desc(seenAt), desc(sql`rowid`)] as const;

/** What a member looked at, on whichever device. */
export async function readMemberSeen(member: string): Promise<Seen> {
  const rows = await (
    await db()
  )
    .select({ productId })
    .from(seenProducts)
    .where(eq(userId, member))
    .orderBy(...lastFirst)
    .limit(SEEN_KEPT);
  return rows.map((row) => row.productId);
}

/** Notes that a member has just looked at these, the last one first, and forgets what is too long ago. */
export async function writeMemberSeen(member: string, lately: Seen): Promise<void> {
  const database = await db();
  const now = nowInSeconds();
  const rows = lately
    .toReversed()
    .map((product) => ({ userId: member, productId: product, seenAt: now }));
  const kept = database
    .select({ productId })
    .from(seenProducts)
    .where(eq(userId, member))
    .orderBy(...lastFirst)
    .limit(SEEN_KEPT);
  await database.batch([
    database.delete(seenProducts).where(and(eq(userId, member), inArray(productId, [...lately]))),
    database.insert(seenProducts).values(rows),
    database.delete(seenProducts).where(and(eq(userId, member), notInArray(productId, kept))),
  ]);
}
