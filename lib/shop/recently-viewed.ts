import "server-only";
import { cookieStore } from "../session/cookie-store";
import { findProduct, type Product } from "./catalogue";
import { MAX_RECENT, recentlyViewedCookie } from "./recently-viewed-cookie";

/** The products that this visitor viewed, newest first. */
export async function readRecentlyViewed(): Promise<readonly Product[]> {
  const ids = (await cookieStore.read(recentlyViewedCookie)) ?? [];
  return ids.flatMap((id) => findProduct(id) ?? []);
}

/** Remembers that this visitor views a product. */
export async function addRecentlyViewed(productId: string): Promise<void> {
  await cookieStore.change(recentlyViewedCookie, (ids) =>
    [productId, ...(ids ?? []).filter((id) => id !== productId)].slice(0, MAX_RECENT),
  );
}
