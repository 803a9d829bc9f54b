import { CartBadge } from "@/app/_components/cart-badge";

export default function Example() {
  return <CartBadge />;
}
