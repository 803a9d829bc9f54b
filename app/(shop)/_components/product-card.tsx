import Link from "next/link";
import type { Product } from "@/lib/shop/catalogue";
import { money } from "@/lib/shop/money";
import { ProductPicture } from "./product-picture";

/** A product on the shelf; all of it leads to the product's page. */
export function ProductCard({ product, eager }: { product: Product; eager?: boolean }) {
  return (
    <article className="group relative grid gap-1">
      <ProductPicture slug={product.slug} eager={eager} />
      <h3 className="mt-3">
        <Link href={`/products/${product.slug}`} className="card-link">
          {product.name}
        </Link>
      </h3>
      <p className="text-sm text-muted">{product.summary}</p>
      <p className="tabular-nums">{money(product.price)}</p>
    </article>
  );
}
