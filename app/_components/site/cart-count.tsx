"use client";

import Link from "next/link";
import { useEffect, useOptimistic } from "react";

const counts = new Set<(more: number) => void>();

/**
 * Counts what is on its way into the cart, until the server has answered: then its own count stands. Call it first thing
 * in the form's action, whose transition it belongs to. The badge is in another hole than the form, so no context
 * reaches both.
 */
export function optimisticCartAdd(more: number): void {
  for (const count of counts) count(more);
}

/** @param count null while nobody can say: the database does not answer */
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
        <span className={`cart-count ${shown === count ? "" : "cart-count-ahead"}`}>{shown}</span>
      )}
    </Link>
  );
}
