import { Suspense } from "react";
import { CartLink } from "@/app/_components/cart-link";

export default function Example() {
  return (
    <Suspense fallback={<span data-waiting className="skeleton h-6 w-20" />}>
      <CartLink />
    </Suspense>
  );
}
