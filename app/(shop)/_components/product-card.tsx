import Link from "next/link";
import type { Product } from "@/lib/shop/catalogue";
import { money } from "@/lib/shop/money";
import { ProductPicture } from "./product-picture";

/** A product in a list. The whole card is a link. */
export function ProductCard({ product }: { product: Product }) {
  return (
    <article className="group relative grid gap-1">
      <ProductPicture slug={product.slug} />
      <h3 className="mt-3">
        <Link href={`/products/${product.slug}`} prefetch className="card-link">
          {product.name}
        </Link>
      </h3>
      <p className="text-sm text-muted-foreground">{product.summary}</p>
      <p className="tabular-nums">{money(product.price)}</p>
    </article>
  );
}
