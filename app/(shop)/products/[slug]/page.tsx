import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { findProductBySlug, products } from "@/lib/shop/catalogue";
import { money } from "@/lib/shop/money";
import { ProductPicture } from "../../_components/product-picture";
import { ForThisVisitor, ForThisVisitorWaiting } from "./for-this-visitor";

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
    <article className="grid gap-x-14 gap-y-5 md:grid-cols-2">
      <ProductPicture slug={product.slug} eager className="md:row-span-2" />
      <div className="grid gap-5 max-md:mt-3 md:self-end">
        <p>
          <Link href="/#products" className="nav-link link">
            All products
          </Link>
        </p>
        <h1>{product.name}</h1>
        <p className="font-display text-2xl tabular-nums">{money(product.price)}</p>
        <p className="max-w-prose text-lg text-muted">{product.description}</p>
      </div>
      <Suspense fallback={<ForThisVisitorWaiting />}>
        <ForThisVisitor product={product} />
      </Suspense>
    </article>
  );
}
