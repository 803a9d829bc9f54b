import { Suspense } from "react";
import { CartLink } from "@/app/_components/cart-link";

export default function Example() {
  return (
    <Suspense fallback={<p data-waiting className="skeleton h-11" />}>
      <CartLink />
    </Suspense>
  );
}
