"use client";

import Link from "next/link";
import { useEffect, useId, useSyncExternalStore } from "react";
import { withTabLock } from "../../_components/with-tab-lock";
import { ProductPicture } from "../../_components/product-picture";

export type SeenProduct = Readonly<{ id: string; slug: string; name: string; price: string }>;

/**
 * What this document has shown, the last one first. It goes before what the server knows: the next page may be on its
 * way before the server has heard of this one.
 */
let here: readonly SeenProduct[] = [];
const none: typeof here = [];
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function see(product: SeenProduct): void {
  here = [product, ...here.filter(({ id }) => id !== product.id)];
  for (const listener of listeners) listener();
  const body = JSON.stringify({ productId: product.id });
  // Without a connection it is not remembered, and nobody is the worse for it.
  withTabLock("seen", () => fetch("/api/seen", { method: "POST", body, keepalive: true })).catch(
    () => {},
  );
}

type Props = {
  /** The product on this page: from now on it has been seen. */
  product: SeenProduct;
  seen: readonly SeenProduct[];
  most: number;
};

/** The products somebody looked at before this one. An effect notes the visit, and no prefetch ever runs one. */
export function SeenLast({ product: { id, slug, name, price }, seen, most }: Props) {
  const heading = useId();
  const lately = useSyncExternalStore(
    subscribe,
    () => here,
    () => none,
  );
  useEffect(() => see({ id, slug, name, price }), [id, slug, name, price]);
  const all = [...lately, ...seen];
  const others = all.filter(
    (one, place) => one.id !== id && all.findIndex((same) => same.id === one.id) === place,
  );
  if (!others.length) return null;
  return (
    <section aria-labelledby={heading} className="col-span-full mt-8 sm:mt-12">
      <h2 id={heading} className="section-head">
        Seen last
      </h2>
      <ul className="mt-6 grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-4 sm:gap-x-6">
        {others.slice(0, most).map((other) => (
          <li key={other.id} className="group relative grid content-start gap-1">
            <ProductPicture slug={other.slug} />
            <Link
              href={`/products/${other.slug}`}
              prefetch
              className="card-link mt-2 font-display text-card"
            >
              {other.name}
            </Link>
            <p className="text-sm text-muted tabular-nums">{other.price}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
