import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { findProductBySlug, products } from "@/lib/shop/catalogue";
import { money } from "@/lib/shop/money";
import { ProductPicture } from "../../_components/product-picture";
import { ForThisVisitor, ForThisVisitorSkeleton } from "./for-this-visitor";

type Props = PageProps<"/products/[slug]">;

// Every product is prerendered, and each link prefetches its own page. In development Next validates only the shared
// shell, and would report an error.
export const instant = false;

export const generateStaticParams = () => products.map(({ slug }) => ({ slug }));

// An unknown slug is a 404 before the response starts. Otherwise Next starts with 200, and stores a page for every slug
// that a client invents.
export const unstable_paramMatching = { slug: "not-found" };

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
        <h1>{product.name}</h1>
        <p className="font-display text-2xl tabular-nums">{money(product.price)}</p>
        <p className="max-w-prose text-lg text-muted-foreground">{product.description}</p>
      </div>
      <DynamicSection fallback={<ForThisVisitorSkeleton />}>
        <ForThisVisitor product={product} />
      </DynamicSection>
    </article>
  );
}
