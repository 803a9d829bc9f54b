import type { Product } from "@/lib/shop/catalogue";

type Props = { product: Product; eager?: boolean; className?: string };

/** The drawing of a product. A plain image: a vector needs no optimiser and no script. */
export function ProductPicture({ product, eager = false, className = "" }: Props) {
  return (
    // eslint-disable-next-line @next/next/no-img-element
    <img
      src={`/products/${product.slug}.svg`}
      alt=""
      width={400}
      height={400}
      loading={eager ? "eager" : "lazy"}
      className={`picture ${className}`}
    />
  );
}
