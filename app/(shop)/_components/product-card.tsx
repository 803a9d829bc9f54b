import Link from "next/link";
import type { Product } from "@/lib/shop/catalogue";
import { money } from "@/lib/shop/money";
import { ProductPicture } from "./product-picture";

/** A product on the shelf; all of it leads to the product's page. */
export function ProductCard({ product, eager }: { product: Product; eager?: boolean }) {
  return (
    <article className="sheet group relative overflow-hidden transition-transform duration-200 ease-out-soft motion-safe:hover:-translate-y-1">
      <ProductPicture product={product} eager={eager} />
      <div className="grid gap-1 p-4">
        <h3 className="text-lg leading-snug">
          <Link href={`/products/${product.slug}`} className="after:absolute after:inset-0 after:rounded-2xl">
            {product.name}
          </Link>
        </h3>
        <p className="text-sm text-muted">{product.summary}</p>
        <p className="mt-1 font-medium tabular-nums">{money(product.price)}</p>
      </div>
    </article>
  );
}
