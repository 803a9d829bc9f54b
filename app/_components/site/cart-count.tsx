"use client";

import Link from "next/link";
import { useEffect, useOptimistic } from "react";

const counts = new Set<(more: number) => void>();

/**
 * Adds items to the count until the server responds. Call it first in the form's action, inside its transition. The badge
 * is in another Suspense boundary than the form, so no context reaches both.
 */
export function optimisticCartAdd(more: number): void {
  for (const count of counts) count(more);
}

/** @param count null when the database does not answer */
export function CartCount({ count }: { count: number | null }) {
  const [shown, add] = useOptimistic(count, (before, more: number) =>
    before === null ? null : before + more,
  );
  useEffect(() => {
    counts.add(add);
    return () => {
      counts.delete(add);
    };
  }, [add]);
  return (
    <Link
      href="/cart"
      aria-label={shown === null ? "Cart" : `Cart, ${shown} ${shown === 1 ? "item" : "items"}`}
      className="nav-link"
    >
      <span>Cart</span>
      {shown !== null && (
        // In CSS: the accessible name contains the number, and visible text has to be a part of that name (WCAG 2.5.3).
        <span
          data-count={shown}
          className={`cart-count ${shown === count ? "" : "cart-count-ahead"}`}
        />
      )}
    </Link>
  );
}
