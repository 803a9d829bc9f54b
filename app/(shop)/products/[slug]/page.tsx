import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { findProductBySlug, products } from "@/lib/shop/catalogue";
import { money } from "@/lib/shop/money";
import { ProductPicture } from "../../_components/product-picture";
import { ForThisVisitor, ForThisVisitorWaiting } from "./for-this-visitor";

type Props = PageProps<"/products/[slug]">;

// Every product is prerendered, and each link to one fetches its own. In development Next looks only at what all of them
// share, and would object.
export const instant = false;

export const generateStaticParams = () => products.map(({ slug }) => ({ slug }));

// Any other address is 404 before a byte is sent. Otherwise Next begins to answer 200 while it finds out, and keeps what
// it made of every address that somebody thought up.
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
      <div className="once-followed grid gap-5 max-md:mt-3 md:self-end">
        <h1>{product.name}</h1>
        <p className="font-display text-2xl tabular-nums">{money(product.price)}</p>
        <p className="max-w-prose text-lg text-muted">{product.description}</p>
      </div>
      <DynamicSection fallback={<ForThisVisitorWaiting />}>
        <ForThisVisitor product={product} />
      </DynamicSection>
    </article>
  );
}
