"use client";

import Link from "next/link";
import { useEffect, useId, useSyncExternalStore } from "react";
import { withTabLock } from "../../_components/with-tab-lock";
import { ProductPicture } from "../../_components/product-picture";

export type RecentProduct = Readonly<{ id: string; slug: string; name: string; price: string }>;

/** How many are shown. */
const SHOWN = 4;

/**
 * What this document has shown, newest first. It precedes what the server knows: the next page may be requested before
 * the server has recorded this one.
 */
let shownHere: readonly RecentProduct[] = [];
const none: typeof shownHere = [];
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether this page was loaded again, for example after a logout in another tab. That is no new view. */
function isReloaded(): boolean {
  const [document] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return document?.type === "reload" && document.name === location.href;
}

function record(product: RecentProduct): void {
  shownHere = [product, ...shownHere.filter(({ id }) => id !== product.id)];
  for (const listener of listeners) listener();
  if (isReloaded()) return;
  const body = JSON.stringify({ productId: product.id });
  // Offline, the product is not recorded. No message: the list is not essential.
  withTabLock("seen", () => fetch("/api/seen", { method: "POST", body, keepalive: true })).catch(
    () => {},
  );
}

type RecentlyViewedProps = {
  /** The product on this page: recorded as viewed. */
  product: RecentProduct;
  /** From the cookie, newest first. */
  recent: readonly RecentProduct[];
};

/** The products viewed before this one. Recorded in an effect, because a prefetch runs none. */
export function RecentlyViewed({ product, recent }: RecentlyViewedProps) {
  const { id, slug, name, price } = product;
  const heading = useId();
  const newest = useSyncExternalStore(
    subscribe,
    () => shownHere,
    () => none,
  );
  useEffect(() => record({ id, slug, name, price }), [id, slug, name, price]);
  const all = [...newest, ...recent];
  const others = all.filter(
    (one, index) => one.id !== id && all.findIndex((same) => same.id === one.id) === index,
  );
  if (!others.length) return null;
  return (
    <section aria-labelledby={heading} className="col-span-full mt-8 sm:mt-12">
      <h2 id={heading} className="section-head">
        Recently viewed
      </h2>
      <ul className="mt-6 grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-4 sm:gap-x-6">
        {others.slice(0, SHOWN).map((other) => (
          <li key={other.id} className="group relative grid content-start gap-1">
            <ProductPicture slug={other.slug} />
            <Link
              href={`/products/${other.slug}`}
              prefetch
              className="card-link mt-2 font-display text-card-title"
            >
              {other.name}
            </Link>
            <p className="text-sm text-muted-foreground tabular-nums">{other.price}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
