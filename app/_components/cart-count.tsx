"use client";

import Link from "next/link";
import { useEffect, useOptimistic } from "react";

const counts = new Set<(more: number) => void>();

/**
 * Counts what is on its way into the cart, until the server has answered: then its own count stands. Call it first thing
 * in the form's action, whose transition it belongs to. The badge is in another hole than the form, so no context
 * reaches both.
 */
export function countAtOnce(more: number): void {
  for (const count of counts) count(more);
}

export function CartCount({ count }: { count: number }) {
  const [shown, add] = useOptimistic(count, (before, more: number) => before + more);
  useEffect(() => {
    counts.add(add);
    return () => {
      counts.delete(add);
    };
  }, [add]);
  return (
    <Link href="/cart" aria-label={`Cart, ${shown} ${shown === 1 ? "item" : "items"}`} className="nav-link">
      <span>Cart</span>
      <span className={`cart-count ${shown === count ? "" : "cart-count-ahead"}`}>{shown}</span>
    </Link>
  );
}
