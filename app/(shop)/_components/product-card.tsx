import Link from "next/link";
import type { Product } from "@/lib/shop/catalogue";
import { money } from "@/lib/shop/money";
import { ProductPicture } from "./product-picture";

type Props = { product: Product; soldOut?: boolean };

/** A product in a list. The whole card is a link. */
export function ProductCard({ product, soldOut }: Props) {
  return (
    <article className="group relative grid gap-1">
      <ProductPicture slug={product.slug} className={soldOut ? "opacity-55 saturate-50" : ""} />
      <h3 className="mt-3">
        <Link href={`/products/${product.slug}`} prefetch className="card-link">
          {product.name}
        </Link>
      </h3>
      <p className="text-sm text-muted-foreground">{product.summary}</p>
      <p className="tabular-nums">{money(product.price)}</p>
      {soldOut && (
        <p className="sheet absolute top-3 left-3 px-2.5 py-1 text-sm font-medium shadow-none">
          Sold out
        </p>
      )}
    </article>
  );
}
