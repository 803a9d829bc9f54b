import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { Field } from "@/app/_components/form";
import { SubmitButton } from "@/app/_components/submit-button";
import { formState } from "@/lib/forms";
import { MAX_QUANTITY } from "@/lib/shop/cart";
import { findProductBySlug, products, type Product } from "@/lib/shop/catalogue";
import { money } from "@/lib/shop/money";
import { CartForm } from "../../_components/cart-form";
import { ProductPicture } from "../../_components/product-picture";
import { addToCartAction } from "./actions";

type Props = PageProps<"/products/[slug]">;

export const generateStaticParams = () => products.map(({ slug }) => ({ slug }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = findProductBySlug((await params).slug);
  return product ? { title: product.name, description: product.summary } : {};
}

export default async function ProductPage({ params }: Props) {
  const product = findProductBySlug((await params).slug);
  if (!product) notFound();
  return (
    <article className="grid items-center gap-8 md:grid-cols-2 md:gap-14">
      <ProductPicture product={product} eager />
      <div className="grid gap-5">
        <p>
          <Link href="/#products" className="nav-link link">
            All products
          </Link>
        </p>
        <h1>{product.name}</h1>
        <p className="font-display text-2xl tabular-nums">{money(product.price)}</p>
        <p className="max-w-prose text-lg text-muted">{product.description}</p>
        <Suspense fallback={<span data-waiting aria-hidden className="skeleton h-17.5 w-64" />}>
          <AddToCart product={product} />
        </Suspense>
      </div>
    </article>
  );
}

async function AddToCart({ product }: { product: Product }) {
  const initial = await formState(`add-${product.id}`);
  return (
    <CartForm adds action={addToCartAction} initial={initial} className="grid grid-cols-[6rem_auto] items-start justify-start gap-3">
      <input type="hidden" name="productId" value={product.id} />
      <Field
        label="Quantity"
        name="quantity"
        type="number"
        inputMode="numeric"
        min={1}
        max={MAX_QUANTITY}
        defaultValue={1}
      />
      <SubmitButton className="button button-primary mt-6.5">Add to cart</SubmitButton>
    </CartForm>
  );
}
