import { CartBadge } from "@/app/_components/site/cart-badge";

export default function Example() {
  return <CartBadge />;
}
