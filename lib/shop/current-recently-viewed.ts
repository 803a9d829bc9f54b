import "server-only";
import { getUser } from "../auth";
import { orUnknown } from "../errors";
import { deleteCookie, serializeWrites, readCookie, writeCookie } from "../session/cookie-store";
import { findProduct, type Product } from "./catalogue";
import { readMemberSeen, writeMemberSeen } from "./member-seen";
import { addRecentlyViewed, type Seen } from "./recently-viewed";
import { seenCookie } from "./recently-viewed-cookie";

async function readIds(): Promise<Seen> {
  const user = await getUser();
  return user ? readMemberSeen(user.id) : ((await readCookie(seenCookie)) ?? []);
}

/** The products whoever asks has looked at, the last one first. Without the database a member gets none: no reason to fail. */
export async function readSeen(): Promise<readonly Product[]> {
  const ids = await orUnknown(readIds);
  return ids === "unknown" ? [] : ids.flatMap((id) => findProduct(id) ?? []);
}

/** Remembers that whoever asks looks at this product now. */
export async function markSeen(productId: string): Promise<void> {
  const user = await getUser();
  if (user) return writeMemberSeen(user.id, [productId]);
  await serializeWrites(async () =>
    writeCookie(seenCookie, addRecentlyViewed((await readCookie(seenCookie)) ?? [], [productId])),
  );
}

/** Adds what this browser's guest looked at to what the member did. */
export async function handOverSeen(userId: string): Promise<void> {
  const seen = await readCookie(seenCookie);
  if (seen?.length) await writeMemberSeen(userId, seen);
  await serializeWrites(() => deleteCookie(seenCookie));
}
